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

/** The Content-Range of an upload, which is not RFC 9110's (OCI Distribution Specification, "Pushing a blob in chunks"). */
public final class ChunkField {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    private ChunkField() {}

    /** The body of a request, where it belongs if the client says so. */
    public static Chunk of(HttpRequest request) {
        Optional<String> field = request.header(HeaderName.CONTENT_RANGE);
        return field.isEmpty()
                ? Chunk.stream(request.body())
                : Chunk.at(range(field.get(), request.contentLength()), request.body());
    }

    private static ByteRange range(String field, OptionalLong contentLength) {
        Matcher matcher = RANGE.matcher(field);
        if (!matcher.matches()) {
            throw invalid("Content-Range of an upload is first-last, both decimal numbers");
        }
        long first = Long.parseLong(matcher.group(1));
        long length = Long.parseLong(matcher.group(2)) - first + 1;
        if (length <= 0) {
            throw invalid("Content-Range ends before it begins");
        }
        if (contentLength.isPresent() && contentLength.getAsLong() != length) {
            throw invalid("Content-Range and Content-Length contradict each other");
        }
        return new ByteRange(first, length);
    }

    private static Refusal invalid(String message) {
        return Refusal.because(ErrorCode.BLOB_UPLOAD_INVALID, message);
    }
}
