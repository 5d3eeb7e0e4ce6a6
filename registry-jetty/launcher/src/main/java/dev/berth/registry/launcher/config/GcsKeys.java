package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.address;
import static dev.berth.registry.launcher.config.Formats.bytes;
import static dev.berth.registry.launcher.config.Formats.document;
import static dev.berth.registry.launcher.config.Formats.number;
import static dev.berth.registry.launcher.config.Formats.optional;
import static dev.berth.registry.launcher.config.Formats.path;
import static dev.berth.registry.launcher.config.Formats.text;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of {@code storage.gcs}. */
public final class GcsKeys {
    private static final List<Key<?>> ALL = new ArrayList<>();

    public static final Key<Optional<String>> BUCKET =
            key("bucket", optional(text()), Optional.empty(), "the bucket to keep blobs in");
    public static final Key<String> ROOTDIRECTORY =
            key("rootdirectory", text(), "", "what the names of all objects begin with");
    public static final Key<Optional<Path>> KEYFILE = key(
            "keyfile",
            optional(path()),
            Optional.empty(),
            "the key of a service account; the credentials of the environment unless set");
    public static final Key<Optional<String>> CREDENTIALS = add(new Key<>(
            "storage.gcs.credentials", optional(document()), Optional.empty(), true, "what would be in that file"));
    public static final Key<Optional<Long>> CHUNKSIZE = key(
            "chunksize",
            optional(bytes()),
            Optional.empty(),
            "what is sent at a time and kept for each upload, a multiple of 256 KiB; by the heap, at most 8 MiB,"
                    + " unless set");
    public static final Key<Integer> MAXCONCURRENCY =
            key("maxconcurrency", number(1, 10_000), 50, "the most calls that wait for an answer at a time");
    public static final Key<String> USERAGENT = key("useragent", text(), "berth", "what this registry calls itself");
    public static final Key<Optional<URI>> ENDPOINT =
            key("endpoint", optional(address()), Optional.empty(), "an emulator, used without credentials");

    private GcsKeys() {}

    /** All of them, in the order they are explained and shown. */
    public static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    private static <T> Key<T> key(String name, Format<T> format, T fallback, String meaning) {
        return add(new Key<>("storage.gcs." + name, format, fallback, false, meaning));
    }

    private static <T> Key<T> add(Key<T> key) {
        ALL.add(key);
        return key;
    }
}
