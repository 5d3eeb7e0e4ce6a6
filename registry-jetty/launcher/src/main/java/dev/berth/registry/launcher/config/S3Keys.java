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

    /** The checksum by which the store verifies the bytes of a request. */
    public enum Checksum {
        CRC32C,
        CRC32,
        SHA256
    }

    public static final Key<Optional<String>> BUCKET =
            key("bucket", optional(text()), Optional.empty(), "bucket of blobs");
    public static final Key<Optional<String>> REGION = key(
            "region", optional(text()), Optional.empty(), "region of the bucket (default: that of the environment)");
    public static final Key<Optional<String>> REGIONENDPOINT = key(
            "regionendpoint",
            optional(textOrUrl()),
            Optional.empty(),
            "URL of a store other than AWS, https://s3.example.com");
    public static final Key<Optional<String>> ACCESSKEY =
            key("accesskey", optional(text()), Optional.empty(), "access key (default: credential chain of the SDK)");
    public static final Key<Optional<String>> SECRETKEY =
            secret("secretkey", optional(text()), "secret key of the access key");
    public static final Key<Optional<String>> SESSIONTOKEN =
            secret("sessiontoken", optional(text()), "session token of temporary credentials");
    public static final Key<String> ROOTDIRECTORY = key("rootdirectory", text(), "", "prefix of object names");
    public static final Key<Boolean> SECURE =
            key("secure", flag(), true, "use https where regionendpoint has no scheme");
    public static final Key<Boolean> SKIPVERIFY =
            key("skipverify", flag(), false, "skip TLS certificate verification (testing only)");
    public static final Key<Optional<Boolean>> PATHSTYLE = key(
            "pathstyle",
            optional(flag()),
            Optional.empty(),
            "path-style requests, bucket in the path (default: true where regionendpoint is set)");
    public static final Key<Boolean> ENCRYPT = key("encrypt", flag(), false, "request server-side encryption");
    public static final Key<Optional<String>> KEYID =
            key("keyid", optional(text()), Optional.empty(), "KMS key of the encryption (default: the store's own)");
    public static final Key<Optional<String>> STORAGECLASS =
            key("storageclass", optional(text()), Optional.empty(), "storage class of objects, STANDARD for example");
    public static final Key<Optional<String>> OBJECTACL =
            key("objectacl", optional(text()), Optional.empty(), "canned ACL of objects, private for example");
    public static final Key<Long> CHUNKSIZE =
            key("chunksize", bytes(), 10L << 20, "size of the first parts of an upload, in bytes; later parts grow");
    public static final Key<Optional<Long>> BUFFERMEMORY = key(
            "buffermemory",
            optional(bytes()),
            Optional.empty(),
            "memory for parts of all uploads, in bytes (default: a quarter of the heap, at most 256 MiB)");
    public static final Key<Optional<Path>> SPOOLDIRECTORY =
            key("spooldirectory", optional(path()), Optional.empty(), "directory for parts that exceed buffermemory");
    public static final Key<Boolean> CHECKSUM_DISABLED =
            key("checksum_disabled", flag(), false, "send no checksums, for stores without support");
    public static final Key<Checksum> CHECKSUM_ALGORITHM = key(
            "checksum_algorithm",
            oneOf(Checksum.class),
            Checksum.CRC32C,
            "checksum of uploads: crc32c, crc32 or sha256");
    public static final Key<Boolean> CONDITIONALWRITES = key(
            "conditionalwrites",
            flag(),
            true,
            "refuse to overwrite objects by conditional requests; false for stores without support");
    public static final Key<Integer> MAXREQUESTSPERSECOND = key(
            "maxrequestspersecond",
            number(0, MANY),
            0,
            "maximum number of requests per second, each deleted object counts as one; 0 is no limit");
    public static final Key<Integer> MAXRETRIES =
            key("maxretries", number(0, 100), 5, "maximum number of retries of a failed request");
    public static final Key<Integer> MAXCONNECTIONS =
            key("maxconnections", number(1, MANY), 128, "maximum number of connections to the store");
    public static final Key<Duration> CONNECTTIMEOUT =
            key("connecttimeout", duration(), Duration.ofSeconds(5), "timeout of connection attempts");
    public static final Key<Duration> READTIMEOUT =
            key("readtimeout", duration(), Duration.ofSeconds(60), "longest silence of the store during a request");

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
