package dev.berth.registry.jdbi.sql;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.util.Arrays;

/** Digests as the database keeps them: a byte for the algorithm, then the hash; in byte order as {@link Digest} is. */
public final class DigestBytes {
    private DigestBytes() {}

    public static byte[] of(Digest digest) {
        byte[] hash = digest.hash();
        byte[] bytes = new byte[1 + hash.length];
        bytes[0] = code(digest.algorithm());
        System.arraycopy(hash, 0, bytes, 1, hash.length);
        return bytes;
    }

    public static Digest parse(byte[] bytes) {
        return Digest.of(algorithm(bytes[0]), Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    public static byte code(DigestAlgorithm algorithm) {
        return switch (algorithm) {
            case SHA256 -> 1;
            case SHA512 -> 2;
        };
    }

    public static DigestAlgorithm algorithm(int code) {
        return switch (code) {
            case 1 -> DigestAlgorithm.SHA256;
            case 2 -> DigestAlgorithm.SHA512;
            default -> throw new IllegalStateException("a newer version wrote a digest of algorithm " + code);
        };
    }
}
