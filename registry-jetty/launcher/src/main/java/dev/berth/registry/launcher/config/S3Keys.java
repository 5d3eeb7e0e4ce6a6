package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.bytes;
import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.number;
import static dev.berth.registry.launcher.config.Formats.oneOf;
import static dev.berth.registry.launcher.config.Formats.optional;
import static dev.berth.registry.launcher.config.Formats.path;
import static dev.berth.registry.launcher.config.Formats.text;
import static dev.berth.registry.launcher.config.Formats.textOrUrl;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of {@code storage.s3}. */
public final class S3Keys {
    private static final List<Key<?>> ALL = new ArrayList<>();
    private static final int MANY = 1_000_000;

    /** What the store checks the bytes of a request by. */
    public enum Checksum {
        CRC32C,
        CRC32,
        SHA256
    }

    public static final Key<Optional<String>> BUCKET =
            key("bucket", optional(text()), Optional.empty(), "the bucket to keep blobs in");
    public static final Key<Optional<String>> REGION =
            key("region", optional(text()), Optional.empty(), "its region; that of the environment unless set");
    public static final Key<Optional<String>> REGIONENDPOINT = key(
            "regionendpoint",
            optional(textOrUrl()),
            Optional.empty(),
            "a store other than AWS, https://s3.example.com");
    public static final Key<Optional<String>> ACCESSKEY =
            key("accesskey", optional(text()), Optional.empty(), "who calls; the default chain of the SDK unless set");
    public static final Key<Optional<String>> SECRETKEY =
            secret("secretkey", optional(text()), "the secret of that key");
    public static final Key<Optional<String>> SESSIONTOKEN =
            secret("sessiontoken", optional(text()), "the token of temporary keys");
    public static final Key<String> ROOTDIRECTORY =
            key("rootdirectory", text(), "", "what the names of all objects begin with");
    public static final Key<Boolean> SECURE = key("secure", flag(), true, "https where regionendpoint does not say");
    public static final Key<Boolean> SKIPVERIFY =
            key("skipverify", flag(), false, "believes any TLS certificate; for trials");
    public static final Key<Optional<Boolean>> PATHSTYLE = key(
            "pathstyle",
            optional(flag()),
            Optional.empty(),
            "the bucket in the path, not in the host; true where regionendpoint is set");
    public static final Key<Boolean> ENCRYPT = key("encrypt", flag(), false, "has the store encrypt objects");
    public static final Key<Optional<String>> KEYID =
            key("keyid", optional(text()), Optional.empty(), "the KMS key to encrypt with; the store's own unless set");
    public static final Key<Optional<String>> STORAGECLASS = key(
            "storageclass", optional(text()), Optional.empty(), "the storage class of objects, STANDARD for example");
    public static final Key<Optional<String>> OBJECTACL =
            key("objectacl", optional(text()), Optional.empty(), "the canned ACL of objects, private for example");
    public static final Key<Long> CHUNKSIZE =
            key("chunksize", bytes(), 10L << 20, "the first parts of an upload, in bytes; later ones grow");
    public static final Key<Optional<Long>> BUFFERMEMORY = key(
            "buffermemory",
            optional(bytes()),
            Optional.empty(),
            "memory for parts of all uploads, in bytes; a quarter of the heap, at most 256 MiB, unless set");
    public static final Key<Optional<Path>> SPOOLDIRECTORY = key(
            "spooldirectory", optional(path()), Optional.empty(), "where parts go that find no room in that memory");
    public static final Key<Boolean> CHECKSUM_DISABLED =
            key("checksum_disabled", flag(), false, "sends no checksums, for stores that know none");
    public static final Key<Checksum> CHECKSUM_ALGORITHM =
            key("checksum_algorithm", oneOf(Checksum.class), Checksum.CRC32C, "what the store checks bytes by");
    public static final Key<Boolean> CONDITIONALWRITES =
            key("conditionalwrites", flag(), true, "has the store refuse to replace objects; false where it cannot");
    public static final Key<Integer> MAXREQUESTSPERSECOND = key(
            "maxrequestspersecond",
            number(0, MANY),
            0,
            "the most requests begun within a second, each deleted object being one; 0 is no limit");
    public static final Key<Integer> MAXRETRIES =
            key("maxretries", number(0, 100), 5, "how often a failed call is repeated");
    public static final Key<Integer> MAXCONNECTIONS =
            key("maxconnections", number(1, MANY), 128, "the most connections to the store");
    public static final Key<Duration> CONNECTTIMEOUT =
            key("connecttimeout", duration(), Duration.ofSeconds(5), "how long connecting may take");
    public static final Key<Duration> READTIMEOUT =
            key("readtimeout", duration(), Duration.ofSeconds(60), "how long the store may be silent");

    private S3Keys() {}

    /** All of them, in the order they are explained and shown. */
    public static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    private static <T> Key<T> key(String name, Format<T> format, T fallback, String meaning) {
        return add(new Key<>("storage.s3." + name, format, fallback, false, meaning));
    }

    private static <T> Key<Optional<T>> secret(String name, Format<Optional<T>> format, String meaning) {
        return add(new Key<>("storage.s3." + name, format, Optional.empty(), true, meaning));
    }

    private static <T> Key<T> add(Key<T> key) {
        ALL.add(key);
        return key;
    }
}
