package dev.berth.registry.jetty;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of HTTP/2 (RFC 9113, section 6), right or wrong. */
public final class Frames {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private Frames() {}

    /** The beginning of a connection: the preface and empty settings. */
    static byte[] preface() {
        byte[] magic = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        return join(magic, frame(SETTINGS, 0, 0, new byte[0]));
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** The same of a client that takes no byte of an answer. */
    public static byte[] prefaceWithoutWindow() {
        byte[] initialWindow = {0, 4, 0, 0, 0, 0};
        return join(preface(), frame(SETTINGS, 0, 0, initialWindow));
    }

    /** A whole request: GET of a path. */
    public static byte[] get(int stream, String path) {
        byte[] indexed = {(byte) 0x82, (byte) 0x86};
        return frame(HEADERS, END_STREAM | END_HEADERS, stream, join(indexed, literal(4, path), literal(1, "a")));
    }

    /** A whole request: GET /v2/. */
    static byte[] ping(int stream) {
        return frame(HEADERS, END_STREAM | END_HEADERS, stream, header());
    }

    /** A request whose body does not come: PUT of a manifest. */
    static byte[] put(int stream) {
        byte[] scheme = {(byte) 0x86};
        return frame(
                HEADERS,
                END_HEADERS,
                stream,
                join(scheme, literal(2, "PUT"), literal(4, "/v2/a/manifests/v1"), literal(1, "a")));
    }

    /** A request that is refused at once, whose body is still to come: PUT to a name that is none. */
    static byte[] putOfNobody(int stream, byte[]... fields) {
        byte[] scheme = {(byte) 0x86};
        byte[] request = join(scheme, literal(2, "PUT"), literal(4, "/v2/A/manifests/v1"), literal(1, "a"));
        return frame(HEADERS, END_HEADERS, stream, join(request, join(fields)));
    }

    /** GET, http, host a, path /v2/ (RFC 7541: static table, then literals without indexing). */
    static byte[] header() {
        byte[] indexed = {(byte) 0x82, (byte) 0x86};
        return join(indexed, literal(4, "/v2/"), literal(1, "a"));
    }

    /** A field with an unknown name, which is not indexed. */
    static byte[] field(String name, String value) {
        byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
        byte[] begin = {0, (byte) nameBytes.length};
        return join(begin, nameBytes, text(value));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] literal(int nameIndex, String value) {
        return join(new byte[] {(byte) nameIndex}, text(value));
    }

    private static byte[] text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        return join(new byte[] {(byte) bytes.length}, bytes);
    }
}
