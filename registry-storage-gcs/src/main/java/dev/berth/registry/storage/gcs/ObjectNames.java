package dev.berth.registry.storage.gcs;

import dev.berth.registry.model.StorageKey;
import java.util.Optional;

/**
 * The names of objects in the bucket.
 *
 * @param root the root directory: empty, or ending with a slash
 */
record ObjectNames(String root) {
    /** Behind every character a key can have. */
    static final String MARK = "~";

    /** Below a directory as operators write it, with or without slashes around it. */
    static ObjectNames below(String directory) {
        String trimmed = directory.replaceAll("^/+|/+$", "");
        return new ObjectNames(trimmed.isEmpty() ? "" : trimmed + "/");
    }

    String of(StorageKey key) {
        return root + key;
    }

    /** The component of this id of an unfinished object. */
    String component(StorageKey key, String id) {
        return components(key.value()) + MARK + id;
    }

    /** The common prefix of the components of keys with this prefix. */
    String components(String prefix) {
        return root + MARK + prefix;
    }

    boolean isComponent(String name) {
        return name.startsWith(root + MARK);
    }

    /** The key of an object; empty for a foreign name. */
    Optional<StorageKey> key(String name) {
        return name.startsWith(root) ? key(name, root.length(), name.length()) : Optional.empty();
    }

    /** The key whose component this is. */
    Optional<StorageKey> componentKey(String name) {
        int end = name.lastIndexOf(MARK);
        int begin = root.length() + MARK.length();
        return isComponent(name) && begin < end ? key(name, begin, end) : Optional.empty();
    }

    private static Optional<StorageKey> key(String name, int begin, int end) {
        try {
            return Optional.of(new StorageKey(name.substring(begin, end)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
