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
            key("bucket", optional(text()), Optional.empty(), "bucket of blobs");
    public static final Key<String> ROOTDIRECTORY = key("rootdirectory", text(), "", "prefix of object names");
    public static final Key<Optional<Path>> KEYFILE = key(
            "keyfile",
            optional(path()),
            Optional.empty(),
            "key file of a service account (default: credentials of the environment)");
    public static final Key<Optional<String>> CREDENTIALS = add(new Key<>(
            "storage.gcs.credentials",
            optional(document()),
            Optional.empty(),
            true,
            "content of the key file, in place of storage.gcs.keyfile"));
    public static final Key<Optional<Long>> CHUNKSIZE = key(
            "chunksize",
            optional(bytes()),
            Optional.empty(),
            "size of upload requests and of the buffer of each upload, a multiple of 256 KiB"
                    + " (default: by heap size, at most 8 MiB)");
    public static final Key<Integer> MAXCONCURRENCY =
            key("maxconcurrency", number(1, 10_000), 50, "maximum number of concurrent requests");
    public static final Key<String> USERAGENT = key("useragent", text(), "berth", "user agent of requests");
    public static final Key<Optional<URI>> ENDPOINT = key(
            "endpoint",
            optional(address()),
            Optional.empty(),
            "URL of an emulator, called without credentials (testing only)");

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
