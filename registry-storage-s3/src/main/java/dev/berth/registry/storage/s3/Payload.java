package dev.berth.registry.storage.s3;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The body of a request.
 *
 * @param length number of bytes
 * @param bytes those bytes, from the beginning each time
 */
record Payload(long length, Supplier<InputStream> bytes) {
    static final String TYPE = "application/octet-stream";

    static Payload of(PendingBytes pending, long length) {
        return new Payload(length, () -> new YieldingStream(pending.read(length)));
    }

    static Payload of(byte[] content) {
        return new Payload(content.length, () -> new ByteArrayInputStream(content));
    }

    RequestBody body() {
        return RequestBody.fromContentProvider(bytes::get, length, TYPE);
    }

    /** The time allowed for its transfer: one second per mebibyte. */
    Duration time() {
        return Duration.ofMillis(length / 1024);
    }

    /** The checksum in the form of the store; empty without one. */
    String checksum(S3Checksum kind) {
        byte[] value = switch (kind) {
            case NONE -> new byte[0];
            case CRC32C -> fourBytes(sum(new CRC32C()));
            case CRC32 -> fourBytes(sum(new CRC32()));
            case SHA256 -> sha256();
        };
        return Base64.getEncoder().encodeToString(value);
    }

    long crc() {
        return sum(new CRC32C());
    }

    private long sum(Checksum checksum) {
        read((buffer, length) -> checksum.update(buffer, 0, length));
        return checksum.getValue();
    }

    private byte[] sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            read((buffer, length) -> digest.update(buffer, 0, length));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Sink {
        void take(byte[] buffer, int length);
    }

    private void read(Sink sink) {
        byte[] buffer = new byte[16 * 1024];
        try (InputStream stream = bytes.get()) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                sink.take(buffer, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] fourBytes(long value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) value).array();
    }

    /**
     * Bytes to be summed, signed and sent in one go. Between pieces others get their turn, for a virtual thread is not
     * preempted.
     */
    private static final class YieldingStream extends FilterInputStream {
        YieldingStream(InputStream bytes) {
            super(bytes);
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck")
        public int read(byte[] buffer, int offset, int length) throws IOException {
            Thread.yield();
            return super.read(buffer, offset, length);
        }
    }
}
