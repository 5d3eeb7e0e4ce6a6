package dev.berth.registry.engine.request;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.UploadId;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Generates unique and unguessable ids. */
public final class IdGenerator {
    private static final HexFormat HEX = HexFormat.of();

    private final RandomGenerator random;
    private final Clock clock;

    public IdGenerator(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /** A random UUID (RFC 9562, version 4). */
    public UploadId uploadId() {
        return new UploadId(uuid());
    }

    /** A random UUID (RFC 9562, version 4). */
    String eventId() {
        return uuid();
    }

    private String uuid() {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        return new UUID(high, variant(random.nextLong())).toString();
    }

    /** The 32 digits of a UUID in order of time (RFC 9562, version 7), so that listings and indexes grow at one end. */
    public StorageKey storageKey() {
        long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        return new StorageKey(HEX.toHexDigits(high) + HEX.toHexDigits(variant(random.nextLong())));
    }

    private static long variant(long low) {
        return (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    }
}
