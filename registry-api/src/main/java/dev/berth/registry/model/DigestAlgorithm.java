package dev.berth.registry.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** A registered digest algorithm (OCI Image Specification, descriptor.md, "Digests"). */
public enum DigestAlgorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private final String wireName;
    private final String javaName;
    private final int hexLength;

    DigestAlgorithm(String wireName, String javaName, int hexLength) {
        this.wireName = wireName;
        this.javaName = javaName;
        this.hexLength = hexLength;
    }

    /** The algorithm named {@code wireName} on the wire, empty when Berth does not know it. */
    public static Optional<DigestAlgorithm> parse(String wireName) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.wireName.equals(wireName)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Length of the encoded part of a digest, in hexadecimal characters. */
    public int hexLength() {
        return hexLength;
    }

    /** A fresh computation; not safe for use by several threads. */
    public MessageDigest newMessageDigest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime of this age has " + javaName, e);
        }
    }

    /** The name on the wire, {@code sha256} for example. */
    @Override
    public String toString() {
        return wireName;
    }
}
