package dev.berth.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.field.ChunkField;
import dev.berth.registry.http.field.RangeField;
import dev.berth.registry.model.ByteRange;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Range and Content-Range, reckoned again with numbers of any length. */
public final class RangesFuzzTest {
    /** A number, a blank, and a header field. */
    private static final Pattern INPUT = Pattern.compile("(?s)([0-9]{1,18}) (.*)");

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]*)-([0-9]*)");
    /** As the OCI Distribution Specification has it, or as RFC 9110 has it for answers. */
    private static final Pattern CONTENT_RANGE =
            Pattern.compile("(?:(?i:bytes) (?=.*/))?([0-9]{1,18})-([0-9]{1,18})(?:/(?:\\*|([0-9]{1,18})))?");

    @FuzzTest
    void range(byte[] input) {
        Matcher parts = INPUT.matcher(new String(input, StandardCharsets.UTF_8));
        if (!parts.matches()) {
            return;
        }
        long size = Long.parseLong(parts.group(1));
        Matcher grammar = RANGE.matcher(parts.group(2));
        Optional<Optional<ByteRange>> read = read(parts.group(2), size);
        if (grammar.matches() && parts.group(2).length() > "bytes=-".length()) {
            Optional<ByteRange> expected = expected(grammar.group(1), grammar.group(2), size);
            assertThat(read.isPresent()).isEqualTo(expected.isPresent());
            assertThat(read.flatMap(range -> range)).isEqualTo(expected);
        } else if (read.isPresent() && read.get().isPresent()) {
            ByteRange range = read.get().get();
            assertThat(range.length()).isPositive();
            assertThat(range.end()).isLessThanOrEqualTo(size);
        }
    }

    @FuzzTest
    void contentRange(byte[] input) {
        Matcher parts = INPUT.matcher(new String(input, StandardCharsets.UTF_8));
        boolean hasLength = parts.matches();
        String field = hasLength ? parts.group(2) : new String(input, StandardCharsets.UTF_8);
        OptionalLong length = hasLength ? OptionalLong.of(Long.parseLong(parts.group(1))) : OptionalLong.empty();
        try {
            Optional<ByteRange> range = ChunkField.of(new SentRequest(HeaderName.CONTENT_RANGE, field, length))
                    .range();
            Matcher grammar = CONTENT_RANGE.matcher(field);
            assertThat(grammar.matches()).isTrue();
            assertThat(range).contains(between(grammar.group(1), grammar.group(2)));
            length.ifPresent(said -> assertThat(range.get().length()).isEqualTo(said));
        } catch (Refusal refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.BLOB_UPLOAD_INVALID);
        }
    }

    /** Empty when it is refused; a range that is empty stands for the whole. */
    private static Optional<Optional<ByteRange>> read(String field, long size) {
        try {
            return Optional.of(RangeField.parse(field, size));
        } catch (Refusal refused) {
            assertThat(refused.status()).isEqualTo(416);
            assertThat(refused.headers()).containsExactly(new HttpHeader(HeaderName.CONTENT_RANGE, "bytes */" + size));
            return Optional.empty();
        }
    }

    /** RFC 9110, section 14.1.2. */
    private static Optional<ByteRange> expected(String first, String last, long size) {
        BigInteger end = BigInteger.valueOf(size);
        if (first.isEmpty()) {
            BigInteger length = new BigInteger(last).min(end);
            return length.signum() == 0 ? Optional.empty() : Optional.of(range(end.subtract(length), length));
        }
        BigInteger start = new BigInteger(first);
        BigInteger stop =
                last.isEmpty() ? end : new BigInteger(last).add(BigInteger.ONE).min(end);
        return start.compareTo(stop) >= 0 ? Optional.empty() : Optional.of(range(start, stop.subtract(start)));
    }

    private static ByteRange between(String first, String last) {
        BigInteger start = new BigInteger(first);
        return range(start, new BigInteger(last).subtract(start).add(BigInteger.ONE));
    }

    private static ByteRange range(BigInteger offset, BigInteger length) {
        return new ByteRange(offset.longValueExact(), length.longValueExact());
    }
}
