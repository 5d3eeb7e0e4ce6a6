package dev.berth.registry.http.field;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.Refusal;
import dev.berth.registry.model.ByteRange;
import java.util.Optional;

/** The Range field of a GET (RFC 9110, section 14.2): one range of bytes; several are answered with the whole. */
public final class RangeField {
    private static final String UNIT = "bytes=";
    private static final int MAX_DIGITS = 18;

    private RangeField() {}

    /**
     * The part that is asked for, cut to {@code size}; empty when the whole is to be answered.
     *
     * @throws Refusal 416 when the range lies outside
     */
    public static Optional<ByteRange> parse(String field, long size) {
        String range = field.strip();
        int dash = range.indexOf('-');
        if (!range.startsWith(UNIT) || range.indexOf(',') >= 0 || dash < 0) {
            return Optional.empty();
        }
        String first = range.substring(UNIT.length(), dash).strip();
        String last = range.substring(dash + 1).strip();
        if (!isNumberOrNothing(first) || !isNumberOrNothing(last) || (first.isEmpty() && last.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(first.isEmpty() ? suffix(number(last), size) : from(number(first), last, size));
    }

    private static ByteRange suffix(long length, long size) {
        long kept = Math.min(length, size);
        if (kept == 0) {
            throw outside(size);
        }
        return new ByteRange(size - kept, kept);
    }

    private static ByteRange from(long first, String last, long size) {
        long end = last.isEmpty() ? size : Math.min(number(last) + 1, size);
        if (first >= size || end <= first) {
            throw outside(size);
        }
        return new ByteRange(first, end - first);
    }

    private static boolean isNumberOrNothing(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > MAX_DIGITS ? Long.MAX_VALUE - 1 : Long.parseLong(significant);
    }

    private static Refusal outside(long size) {
        return Refusal.because(
                416,
                ErrorCode.RANGE_INVALID,
                "the blob has " + size + " bytes",
                new HttpHeader(HeaderName.CONTENT_RANGE, "bytes */" + size));
    }
}
