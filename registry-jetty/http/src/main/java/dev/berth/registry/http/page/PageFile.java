package dev.berth.registry.http.page;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page, also compressed.
 *
 * @param type its media type
 */
record PageFile(String type, ByteBuffer plain, ByteBuffer packed, Digest digest) {

    static PageFile of(String name, byte[] content) {
        return new PageFile(
                type(name),
                ByteBuffer.wrap(content).asReadOnlyBuffer(),
                ByteBuffer.wrap(pack(content)).asReadOnlyBuffer(),
                Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content)));
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalStateException("a file of the page without a media type: " + name);
        };
    }

    private static byte[] pack(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new BestGzip(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return packed.toByteArray();
    }

    /** Compressed once, at start, and sent often. */
    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
