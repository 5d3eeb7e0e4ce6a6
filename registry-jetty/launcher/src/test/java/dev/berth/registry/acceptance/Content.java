package dev.berth.registry.acceptance;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes and their digest. */
final class Content {
    private final byte[] bytes;
    private final String digest;

    private Content(byte[] bytes, String digest) {
        this.bytes = bytes;
        this.digest = digest;
    }

    static Content of(byte[] bytes) {
        return new Content(bytes, digest(sha256().digest(bytes)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String digest(byte[] hash) {
        return "sha256:" + HexFormat.of().formatHex(hash);
    }

    /** Not a copy: no test changes it. */
    byte[] bytes() {
        return bytes;
    }

    String digest() {
        return digest;
    }
}
