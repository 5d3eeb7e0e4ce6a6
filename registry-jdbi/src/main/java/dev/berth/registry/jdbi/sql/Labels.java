package dev.berth.registry.jdbi.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of annotations, by which manifests are searched: of each key, and of each key with its value. An index of the
 * texts could not hold long ones.
 */
public final class Labels {
    private Labels() {}

    /** An array of PostgreSQL in its text form; null without annotations. */
    public static @Nullable String format(Map<String, String> annotations) {
        if (annotations.isEmpty()) {
            return null;
        }
        StringJoiner array = new StringJoiner(",", "{", "}");
        annotations.forEach((key, value) -> array.add(of(key)).add(of(key, value)));
        return array.toString();
    }

    /** The hash of a key. */
    public static String of(String key) {
        return hash(key);
    }

    /** The hash of a key with a value. */
    public static String of(String key, String value) {
        return hash(key.length() + " " + key + value);
    }

    private static String hash(String text) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong()).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
