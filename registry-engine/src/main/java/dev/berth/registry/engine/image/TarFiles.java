package dev.berth.registry.engine.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;

/**
 * Files as an archive (POSIX.1-1988, ustar), in the order of their paths and without times, so that the same files give
 * the same bytes.
 */
final class TarFiles {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final int MODE_FILE = 0644;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private TarFiles() {}

    static byte[] of(SortedMap<String, byte[]> files) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] content = file.getValue();
            archive.write(header(file.getKey(), content.length));
            archive.write(content);
            archive.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        }
        archive.write(new byte[2 * BLOCK]);
        return archive.toByteArray();
    }

    private static byte[] header(String path, int length) throws IOException {
        byte[] header = new byte[BLOCK];
        int split = split(path);
        put(header, 0, path.substring(split));
        put(header, 100, octal(MODE_FILE, 7));
        put(header, 108, octal(0, 7));
        put(header, 116, octal(0, 7));
        put(header, 124, octal(length, 11));
        put(header, 136, octal(0, 11));
        put(header, CHECKSUM, " ".repeat(CHECKSUM_LENGTH));
        put(header, 156, "0");
        put(header, 257, "ustar\0" + "00");
        put(header, 345, path.substring(0, Math.max(0, split - 1)));
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, CHECKSUM, octal(sum, 6) + "\0");
        return header;
    }

    /** The index at which the name begins; the prefix ends before the slash. */
    private static int split(String path) throws IOException {
        if (bytes(path).length <= NAME) {
            return 0;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (bytes(path.substring(slash + 1)).length <= NAME && bytes(path.substring(0, slash)).length <= PREFIX) {
                return slash + 1;
            }
        }
        throw new IOException("the path is too long for a layer: " + path);
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = bytes(text);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private static String octal(int value, int digits) {
        String text = Integer.toOctalString(value);
        return "0".repeat(digits - text.length()) + text;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
