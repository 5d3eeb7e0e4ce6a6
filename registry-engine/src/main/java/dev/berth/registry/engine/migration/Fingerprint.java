package dev.berth.registry.engine.migration;

import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.spi.storage.StoredObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/** A hash over names, sizes, times and listed MD5 of files in the order of their listing. For one thread; read once. */
final class Fingerprint {
    private static final int LENGTH = 16;

    private final MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
    private final ByteBuffer numbers = ByteBuffer.allocate(Long.BYTES * 2 + Integer.BYTES);

    void add(StoredObject object) {
        hash.update(object.key().value().getBytes(StandardCharsets.US_ASCII));
        Instant modified = object.modified();
        long seconds = modified.getEpochSecond();
        int nanos = modified.getNano();
        numbers.clear();
        numbers.putLong(object.size()).putLong(seconds).putInt(nanos);
        hash.update(numbers.flip());
        object.md5().ifPresent(md5 -> hash.update(md5.getBytes(StandardCharsets.US_ASCII)));
    }

    String value() {
        return HexFormat.of().formatHex(hash.digest(), 0, LENGTH);
    }
}
