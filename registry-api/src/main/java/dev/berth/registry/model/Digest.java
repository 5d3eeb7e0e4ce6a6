package dev.berth.registry.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * The digest of some content (OCI Image Specification, descriptor.md, "Digests").
 *
 * @param algorithm the hash algorithm
 * @param hex the hash in lower-case hexadecimal, exactly as long as the algorithm demands
 */
public record Digest(DigestAlgorithm algorithm, String hex) implements Reference, Comparable<Digest> {

    /** Refuses a hash of the wrong length or with anything but lower-case hexadecimal digits. */
    public Digest {
        Objects.requireNonNull(algorithm, "algorithm");
        if (!isHash(algorithm, hex)) {
            throw new IllegalArgumentException("not a " + algorithm + " hash: " + Quoted.of(hex));
        }
    }

    /** Reads {@code algorithm:hex}; empty when the algorithm is unknown or the hash malformed. */
    public static Optional<Digest> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String hex = text.substring(colon + 1);
        return DigestAlgorithm.parse(text.substring(0, colon))
                .filter(algorithm -> isHash(algorithm, hex))
                .map(algorithm -> new Digest(algorithm, hex));
    }

    /** Reads {@code algorithm:hex}, refusing anything else. */
    public static Digest of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a digest: " + Quoted.of(text)));
    }

    /** The digest whose raw hash is {@code hash}. */
    public static Digest of(DigestAlgorithm algorithm, byte[] hash) {
        return new Digest(algorithm, HexFormat.of().formatHex(hash));
    }

    /** Computes the digest of the remaining bytes of {@code content}, whose position does not move. */
    public static Digest compute(DigestAlgorithm algorithm, ByteBuffer content) {
        MessageDigest computation = algorithm.newMessageDigest();
        computation.update(content.duplicate());
        return of(algorithm, computation.digest());
    }

    /** The raw hash, a fresh array. */
    public byte[] hash() {
        return HexFormat.of().parseHex(hex);
    }

    /** By algorithm, then by hash in byte order: the order in which rows are locked. */
    @Override
    public int compareTo(Digest other) {
        int byAlgorithm = algorithm.compareTo(other.algorithm);
        return byAlgorithm != 0 ? byAlgorithm : hex.compareTo(other.hex);
    }

    /** {@code algorithm:hex}. */
    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }

    private static boolean isHash(DigestAlgorithm algorithm, String hex) {
        return hex.length() == algorithm.hexLength() && isLowerHex(hex);
    }

    /** A loop: a stream of characters would be a twentieth of what some requests cost. */
    private static boolean isLowerHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
