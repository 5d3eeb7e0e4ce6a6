package dev.berth.registry.specification;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes and the digest a client computed of them. */
final class Content {
    private final byte[] bytes;
    private final String digest;

    private Content(byte[] bytes, String digest) {
        this.bytes = bytes;
        this.digest = digest;
    }

    static Content of(String algorithm, byte[] bytes) {
        try {
            MessageDigest hash = MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256");
            return new Content(bytes, algorithm + ":" + HexFormat.of().formatHex(hash.digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Content sha256(byte[] bytes) {
        return of("sha256", bytes);
    }

    int size() {
        return bytes.length;
    }

    /** The bytes from {@code first} to {@code last}, both included, as Content-Range counts. */
    byte[] part(int first, int last) {
        return Arrays.copyOfRange(bytes, first, last + 1);
    }

    /** Not a copy: no test changes it. */
    byte[] bytes() {
        return bytes;
    }

    String digest() {
        return digest;
    }
}
