package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.bytes;
import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.hostPort;
import static dev.berth.registry.launcher.config.Formats.linearPatterns;
import static dev.berth.registry.launcher.config.Formats.number;
import static dev.berth.registry.launcher.config.Formats.oneOf;
import static dev.berth.registry.launcher.config.Formats.optional;
import static dev.berth.registry.launcher.config.Formats.path;
import static dev.berth.registry.launcher.config.Formats.patterns;
import static dev.berth.registry.launcher.config.Formats.presence;
import static dev.berth.registry.launcher.config.Formats.schemaName;
import static dev.berth.registry.launcher.config.Formats.text;
import static dev.berth.registry.launcher.config.Formats.texts;
import static dev.berth.registry.launcher.config.Formats.version;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every setting there is. */
public final class Keys {
    private static final Map<String, Key<?>> ALL = new LinkedHashMap<>();
    private static final int MANY = 1_000_000;

    /** The format of a log line. */
    public enum LogFormat {
        TEXT,
        JSON,
        /** JSON with the field names of Logstash. */
        LOGSTASH
    }

    /** The format of a line of the access log. */
    public enum AccessFormat {
        TEXT,
        JSON,
        LOGSTASH,
        /** That of the Apache HTTP Server. */
        COMBINED
    }

    /** The level of the log. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        /** Another word for DEBUG. */
        TRACE
    }

    /** The destination of log lines. */
    public enum LogOutput {
        STDOUT,
        STDERR
    }

    /** The encryption of a connection to the database (libpq, "SSL Mode Descriptions"). */
    public enum SslMode {
        DISABLE,
        ALLOW,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL
    }

    /** The treatment of a classic registry found in the same storage. */
    public enum Classic {
        REFUSE,
        IGNORE,
        TAKEOVER
    }

    /** The protocol below HTTP. */
    public enum Net {
        TCP
    }

    public static final Key<String> VERSION = key("version", text(), "0.1", "version of the configuration format");

    public static final Key<LogLevel> LOG_LEVEL = key(
            "log.level",
            oneOf(LogLevel.class),
            LogLevel.INFO,
            "least severe level that is logged: error, warn, info or debug");
    public static final Key<LogFormat> LOG_FORMATTER =
            key("log.formatter", oneOf(LogFormat.class), LogFormat.TEXT, "format of log lines: text, json or logstash");
    public static final Key<LogOutput> LOG_OUTPUT =
            key("log.output", oneOf(LogOutput.class), LogOutput.STDERR, "stream of log lines: stderr or stdout");
    public static final Key<Boolean> LOG_ACCESSLOG_DISABLED =
            key("log.accesslog.disabled", flag(), false, "disable the line for each request");
    public static final Key<Optional<AccessFormat>> LOG_ACCESSLOG_FORMATTER = key(
            "log.accesslog.formatter",
            optional(oneOf(AccessFormat.class)),
            Optional.empty(),
            "format of the line for each request: text, json, logstash or combined (default: that of log.formatter)");

    public static final Key<HostPort> HTTP_ADDR = key(
            "http.addr",
            hostPort(),
            new HostPort("127.0.0.1", 5000),
            "address to listen on, host:port; :5000 is port 5000 of every interface");
    public static final Key<Net> HTTP_NET =
            key("http.net", oneOf(Net.class), Net.TCP, "network protocol; tcp is the only one");
    public static final Key<Optional<String>> HTTP_HOST = key(
            "http.host",
            optional(text()),
            Optional.empty(),
            "external URL, https://registry.example.com; base of absolute Location headers");
    public static final Key<Boolean> HTTP_RELATIVEURLS =
            key("http.relativeurls", flag(), false, "send relative Location headers although http.host is set");
    public static final Key<Duration> HTTP_DRAINTIMEOUT = key(
            "http.draintimeout",
            duration(),
            Duration.ofSeconds(30),
            "longest wait for running requests when the server stops; 0 stops at once");
    public static final Key<Duration> HTTP_IDLETIMEOUT =
            key("http.idletimeout", duration(), Duration.ofMinutes(2), "longest silence of a connection");
    public static final Key<Integer> HTTP_MAXCONNECTIONS =
            key("http.maxconnections", number(1, MANY), 10_000, "maximum number of connections");
    public static final Key<List<String>> HTTP_TRUSTEDPROXIES = key(
            "http.trustedproxies",
            texts(),
            List.of(),
            "addresses and networks of proxies whose X-Forwarded headers are trusted");

    public static final Key<Map<String, List<String>>> HTTP_HEADERS = key(
            "http.headers",
            HeaderFields.format(),
            Map.of(),
            "headers added to every response; see [browsers](#browsers)");

    static {
        TrafficKeys.ofHttp().forEach(Keys::register);
        register(HealthKeys.MAIN_PORT);
        TlsKeys.all().forEach(Keys::register);
    }

    public static final Key<Optional<Path>> HTTP_TLS_CERTIFICATE =
            key("http.tls.certificate", optional(path()), Optional.empty(), "certificate chain, PEM");
    public static final Key<Optional<Path>> HTTP_TLS_KEY = key(
            "http.tls.key",
            optional(path()),
            Optional.empty(),
            "private key of the certificate, PKCS#8 PEM without password");

    public static final Key<Boolean> HTTP_HTTP2_DISABLED =
            key("http.http2.disabled", flag(), false, "serve HTTP/1.1 only");
    public static final Key<Boolean> HTTP_H2C_ENABLED = key(
            "http.h2c.enabled",
            flag(),
            true,
            "serve HTTP/2 without TLS to clients that begin with it (prior knowledge)");

    public static final Key<Optional<HostPort>> HTTP_DEBUG_ADDR = key(
            "http.debug.addr",
            optional(hostPort()),
            Optional.empty(),
            "address of the debug server, host:port; no authentication");
    public static final Key<Boolean> HTTP_DEBUG_PROMETHEUS_ENABLED =
            key("http.debug.prometheus.enabled", flag(), false, "serve Prometheus metrics at the debug address");
    public static final Key<String> HTTP_DEBUG_PROMETHEUS_PATH =
            key("http.debug.prometheus.path", text(), "/metrics", "path of the metrics");

    public static final Key<Optional<Path>> STORAGE_ROOTDIRECTORY = key(
            "storage.filesystem.rootdirectory",
            optional(path()),
            Optional.empty(),
            "directory of blobs (default: blobs in the data folder)");
    public static final Key<Boolean> STORAGE_DURABLE =
            key("storage.filesystem.durable", flag(), true, "sync each blob to disk before it is acknowledged");
    public static final Key<Long> STORAGE_MINFREESPACE = key(
            "storage.filesystem.minfreespace",
            bytes(),
            64L << 20,
            "free space below which new uploads are refused, in bytes; 0 is no limit");
    public static final Key<Boolean> STORAGE_INMEMORY =
            key("storage.inmemory", presence(), false, "keep blobs in memory (testing only)");
    public static final Key<Classic> STORAGE_CLASSIC = key(
            "storage.classic",
            oneOf(Classic.class),
            Classic.REFUSE,
            "start on storage with a classic registry (docker/registry/v2): refuse, until it is imported; takeover,"
                    + " which imports each repository before it is served; or ignore, which starts beside it and"
                    + " leaves it untouched");
    public static final Key<Duration> STORAGE_TAKEOVER_WAIT = key(
            "storage.takeover.wait",
            duration(),
            Duration.ofSeconds(10),
            "longest wait of a request for the import of its repository during a takeover, before it is answered 503");
    public static final Key<Integer> STORAGE_TAKEOVER_THREADS = key(
            "storage.takeover.threads",
            number(1, 64),
            4,
            "number of repositories that a node imports at a time during a takeover");

    static {
        S3Keys.all().forEach(Keys::register);
        GcsKeys.all().forEach(Keys::register);
    }

    public static final Key<Boolean> STORAGE_REDIRECT_DISABLE = key(
            "storage.redirect.disable",
            flag(),
            false,
            "serve blobs through the registry instead of presigned URLs of S3 and GCS");
    public static final Key<Duration> STORAGE_REDIRECT_EXPIRYDELAY =
            key("storage.redirect.expirydelay", duration(), Duration.ofMinutes(20), "lifetime of presigned URLs");
    public static final Key<List<Pattern>> STORAGE_REDIRECT_EXCEPTIONS = key(
            "storage.redirect.exceptions",
            patterns(),
            List.of(),
            "regular expressions; blobs of repositories with a matching name are served by the registry");
    public static final Key<Boolean> STORAGE_DELETE =
            key("storage.delete.enabled", flag(), true, "allow clients to delete tags, manifests and blobs");
    public static final Key<Boolean> STORAGE_READONLY =
            key("storage.maintenance.readonly.enabled", flag(), false, "read-only mode: refuse every write");
    public static final Key<Duration> STORAGE_UPLOAD_AGE = key(
            "storage.maintenance.uploadpurging.age",
            duration(),
            Duration.ofDays(7),
            "time after its start at which an upload expires");

    static {
        AccessKeys.all().forEach(Keys::register);
    }

    public static final Key<Optional<Boolean>> DATABASE_ENABLED = key(
            "database.enabled",
            optional(flag()),
            Optional.empty(),
            "use this PostgreSQL server instead of the embedded one; true where database.host is set");
    public static final Key<String> DATABASE_HOST = key(
            "database.host",
            text(),
            "127.0.0.1",
            "host name or address of the server; or several, comma-separated, of which one is the primary");
    public static final Key<Integer> DATABASE_PORT =
            key("database.port", number(1, 65_535), 5432, "port of the server");
    public static final Key<String> DATABASE_USER = key("database.user", text(), "registry", "role to log in as");
    public static final Key<Optional<String>> DATABASE_PASSWORD =
            register(new Key<>("database.password", optional(text()), Optional.empty(), true, "password of the role"));
    public static final Key<Optional<Path>> DATABASE_PASSWORDFILE =
            key("database.passwordfile", optional(path()), Optional.empty(), "file that contains the password");
    public static final Key<String> DATABASE_DBNAME =
            key("database.dbname", text(), "registry", "name of the database");
    public static final Key<Optional<String>> DATABASE_SCHEMA = key(
            "database.schema",
            optional(schemaName()),
            Optional.empty(),
            "schema of the tables (default: that of the role, usually public)");
    public static final Key<SslMode> DATABASE_SSLMODE = key(
            "database.sslmode",
            oneOf(SslMode.class),
            SslMode.PREFER,
            "TLS mode: disable, allow, prefer, require, verify-ca or verify-full");
    public static final Key<Optional<Path>> DATABASE_SSLCERT =
            key("database.sslcert", optional(path()), Optional.empty(), "client certificate, PEM");
    public static final Key<Optional<Path>> DATABASE_SSLKEY =
            key("database.sslkey", optional(path()), Optional.empty(), "key of the client certificate, PKCS#8 DER");
    public static final Key<Optional<Path>> DATABASE_SSLROOTCERT =
            key("database.sslrootcert", optional(path()), Optional.empty(), "trusted certificate authorities, PEM");
    public static final Key<Duration> DATABASE_CONNECTTIMEOUT =
            key("database.connecttimeout", duration(), Duration.ofSeconds(5), "timeout of connection attempts");
    public static final Key<Duration> DATABASE_STATEMENTTIMEOUT =
            key("database.statementtimeout", duration(), Duration.ofSeconds(30), "timeout of statements");
    public static final Key<Boolean> DATABASE_REQUESTIDS = key(
            "database.requestids",
            flag(),
            false,
            "name the request in application_name of its connection; one more statement for each query");
    public static final Key<Boolean> DATABASE_PREPAREDSTATEMENTS = key(
            "database.preparedstatements",
            flag(),
            true,
            "use prepared statements; disable behind a transaction-pooling proxy");
    public static final Key<Integer> DATABASE_POOL_MAXOPEN =
            key("database.pool.maxopen", number(1, 10_000), 16, "maximum number of connections");
    public static final Key<Integer> DATABASE_POOL_MAXIDLE =
            key("database.pool.maxidle", number(0, 10_000), 4, "number of idle connections that stay open");
    public static final Key<Duration> DATABASE_POOL_MAXLIFETIME =
            key("database.pool.maxlifetime", duration(), Duration.ofMinutes(30), "maximum lifetime of a connection");
    public static final Key<Duration> DATABASE_POOL_WAIT =
            key("database.pool.wait", duration(), Duration.ofSeconds(15), "longest wait of a request for a connection");
    public static final Key<Optional<String>> DATABASE_REPLICAS_HOST = key(
            "database.replicas.host",
            optional(text()),
            Optional.empty(),
            "standbys that answer reads by digest, like database.host; the role needs to log in there, too");
    public static final Key<Duration> DATABASE_REPLICAS_MAXLAG = key(
            "database.replicas.maxlag",
            duration(),
            Duration.ofSeconds(5),
            "longest lag of such a standby, at least 100ms; the primary answers for others");
    public static final Key<Integer> DATABASE_PARTITIONS = key(
            "database.partitions", number(1, 64), 1, "number of partitions of the schema, fixed when it is created");

    public static final Key<Boolean> VALIDATION_SPARSE =
            key("validation.sparse", flag(), false, "accept manifests before the content they reference (for mirrors)");
    public static final Key<Integer> VALIDATION_PAYLOADSIZELIMIT = key(
            "validation.manifests.payloadsizelimit",
            number(1, 64 << 20),
            4 << 20,
            "maximum size of a manifest, in bytes");
    public static final Key<Integer> VALIDATION_REFERENCELIMIT = key(
            "validation.manifests.referencelimit",
            number(1, MANY),
            10_000,
            "maximum number of descriptors in a manifest");
    public static final Key<Boolean> VALIDATION_LENIENT = key(
            "validation.manifests.lenient",
            flag(),
            false,
            "accept manifests whose descriptors contradict the size or type of stored content");
    public static final Key<Optional<List<com.google.re2j.Pattern>>> VALIDATION_URLS_ALLOW = key(
            "validation.manifests.urls.allow",
            optional(linearPatterns()),
            Optional.empty(),
            "regular expressions (RE2); each URL of a descriptor must contain a match of one; see"
                    + " [foreign layers](#foreign-layers)");
    public static final Key<Optional<List<com.google.re2j.Pattern>>> VALIDATION_URLS_DENY = key(
            "validation.manifests.urls.deny",
            optional(linearPatterns()),
            Optional.empty(),
            "regular expressions (RE2); no URL of a descriptor may contain a match");
    public static final Key<Optional<Boolean>> VALIDATION_ENABLED = key(
            "validation.enabled",
            optional(flag()),
            Optional.empty(),
            "true refuses URLs of descriptors unless validation.manifests.urls accepts them; all other checks are"
                    + " always made");
    public static final Key<Optional<Boolean>> VALIDATION_DISABLED = key(
            "validation.disabled", optional(flag()), Optional.empty(), "false is the same as validation.enabled: true");
    public static final Key<Optional<Long>> VALIDATION_BLOBSIZELIMIT = key(
            "validation.blobs.payloadsizelimit",
            optional(bytes()),
            Optional.empty(),
            "maximum size of a blob, in bytes or as 10GiB (default: no limit)");
    public static final Key<Integer> CATALOG_MAXENTRIES =
            key("catalog.maxentries", number(1, MANY), 1000, "maximum number of repositories in one response");

    static {
        InsightKeys.ofPage().forEach(Keys::register);
    }

    public static final Key<Boolean> COMPATIBILITY_GITLAB = key(
            "compatibility.gitlab.enabled",
            flag(),
            true,
            "send the header fields by which GitLab recognises a registry with a metadata database");
    public static final Key<String> COMPATIBILITY_GITLAB_VERSION = key(
            "compatibility.gitlab.version", version(), "4.30.0-gitlab", "version of GitLab's registry that they name");

    static {
        TrafficKeys.ofRates().forEach(Keys::register);
        CollectionKeys.all().forEach(Keys::register);
        NotificationKeys.all().forEach(Keys::register);
        InsightKeys.all().forEach(Keys::register);
        HealthKeys.all().forEach(Keys::register);
        ReportingKeys.all().forEach(Keys::register);
    }

    private Keys() {}

    /** All of them, in the order they are explained and shown. */
    public static Collection<Key<?>> all() {
        return Collections.unmodifiableCollection(ALL.values());
    }

    static Optional<Key<?>> at(String path) {
        return Optional.ofNullable(ALL.get(path));
    }

    /** True when settings exist below this path. */
    static boolean isSection(String path) {
        return path.isEmpty() || ALL.keySet().stream().anyMatch(other -> other.startsWith(path + "."));
    }

    private static <T> Key<T> key(String path, Format<T> format, T fallback, String meaning) {
        return register(new Key<>(path, format, fallback, false, meaning));
    }

    private static <T> Key<T> register(Key<T> key) {
        ALL.put(key.path(), key);
        return key;
    }
}
