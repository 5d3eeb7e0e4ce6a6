package dev.berth.registry.contract;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.UploadId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Input made of a random source: the same source, the same input. Not safe for use by several threads. */
public final class Generated {
    private final RandomGenerator random;

    /** Draws from {@code random}, which others may draw from too. */
    public Generated(RandomGenerator random) {
        this.random = random;
    }

    /** An independent source, for another thread. */
    public Generated another() {
        return new Generated(new SplittableRandom(random.nextLong()));
    }

    /** Any bytes, {@code length} of them. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A number from 0 to {@code bound} - 1. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in {@code times}. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** One of these. */
    public <T> T oneOf(List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A new storage key. */
    public StorageKey storageKey() {
        return new StorageKey("%016x%016x".formatted(random.nextLong(), random.nextLong()));
    }

    /** A new id of an upload session. */
    public UploadId uploadId() {
        return new UploadId(new UUID(random.nextLong(), random.nextLong()).toString());
    }
}
