package dev.berth.registry.http.field;

import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.http.Refusal;
import dev.berth.registry.model.ByteRange;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Content-Range of an upload, which is not RFC 9110's (OCI Distribution Specification, "Pushing a blob in chunks").
 */
public final class ChunkField {
    private static final String NUMBER = "([0-9]{1,18})";
    private static final Pattern RANGE = Pattern.compile(NUMBER + "-" + NUMBER);
    /** As RFC 9110, section 14.4, has it for answers; some clients send that. */
    private static final Pattern RANGE_OF_WHOLE =
            Pattern.compile("bytes " + NUMBER + "-" + NUMBER + "/(?:\\*|" + NUMBER + ")", Pattern.CASE_INSENSITIVE);

    private ChunkField() {}

    /** The body of a request, with its position if the client gives one. */
    public static Chunk of(HttpRequest request) {
        Optional<String> field = request.header(HeaderName.CONTENT_RANGE);
        return field.isEmpty()
                ? Chunk.stream(request.body())
                : Chunk.at(range(field.get(), request.contentLength()), request.body());
    }

    private static ByteRange range(String field, OptionalLong contentLength) {
        ByteRange range = range(field);
        if (contentLength.isPresent() && contentLength.getAsLong() != range.length()) {
            throw invalid("Content-Range and Content-Length contradict each other");
        }
        return range;
    }

    private static ByteRange range(String field) {
        Matcher plain = RANGE.matcher(field);
        Matcher ofWhole = RANGE_OF_WHOLE.matcher(field);
        if (plain.matches()) {
            return range(plain);
        }
        if (!ofWhole.matches()) {
            throw invalid("expected a Content-Range of an upload as FIRST-LAST, both decimal numbers");
        }
        ByteRange range = range(ofWhole);
        if (ofWhole.group(3) != null && range.end() > Long.parseLong(ofWhole.group(3))) {
            throw invalid("Content-Range ends after the end of its total size");
        }
        return range;
    }

    private static ByteRange range(Matcher numbers) {
        long first = Long.parseLong(numbers.group(1));
        long length = Long.parseLong(numbers.group(2)) - first + 1;
        if (length <= 0) {
            throw invalid("Content-Range ends before it begins");
        }
        return new ByteRange(first, length);
    }

    private static Refusal invalid(String message) {
        return Refusal.because(ErrorCode.BLOB_UPLOAD_INVALID, message);
    }
}
