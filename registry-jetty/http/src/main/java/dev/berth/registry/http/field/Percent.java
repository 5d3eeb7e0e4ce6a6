package dev.berth.registry.http.field;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoding (RFC 3986, section 2.1), strictly: no bad escapes, no bad UTF-8, no control characters. */
public final class Percent {
    private static final String UNRESERVED = "-._~/";

    private Percent() {}

    public static Optional<String> decode(String text) {
        return text.indexOf('%') < 0 ? Optional.of(text) : decodeEscapes(text);
    }

    /** Encodes all but unreserved characters and slashes, which are allowed in queries and in paths. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(hexDigit(b >> 4)).append(hexDigit(b));
            }
        }
        return encoded.toString();
    }

    private static Optional<String> decodeEscapes(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            int value = encoded[i];
            if (value == '%') {
                value = escape(encoded, i + 1);
                i += 2;
                if (value < ' ' || value == 0x7f) {
                    return Optional.empty();
                }
            }
            decoded.put((byte) value);
        }
        return utf8(decoded.flip());
    }

    /** The byte that two hexadecimal digits stand for, negative when they are not. */
    private static int escape(byte[] encoded, int at) {
        if (at + 1 >= encoded.length) {
            return -1;
        }
        int high = Character.digit(encoded[at], 16);
        int low = Character.digit(encoded[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static Optional<String> utf8(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || (b > 0 && UNRESERVED.indexOf(b) >= 0);
    }

    private static char hexDigit(int fourBits) {
        return Character.toUpperCase(Character.forDigit(fourBits & 0xf, 16));
    }
}
