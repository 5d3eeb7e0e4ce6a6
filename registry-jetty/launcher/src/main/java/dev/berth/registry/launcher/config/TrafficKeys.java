package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.bytes;
import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.oneOf;
import static dev.berth.registry.launcher.config.Formats.optional;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of limits and addresses of clients. */
public final class TrafficKeys {

    /** The field in which proxies forward the client. */
    public enum ForwardedField {
        X_FORWARDED_FOR,
        FORWARDED
    }

    public static final Key<ForwardedField> FORWARDEDFIELD = new Key<>(
            "http.forwardedfield",
            oneOf(ForwardedField.class),
            ForwardedField.X_FORWARDED_FOR,
            false,
            "header with the client address set by trusted proxies: x-forwarded-for or forwarded");
    public static final Key<Integer> MAXCONNECTIONSPERADDRESS = number(
            "http.maxconnectionsperaddress", 0, 5_000, "maximum number of connections from one address; 0 is no limit");
    public static final Key<Integer> MAXREQUESTSPERADDRESS = number(
            "http.maxrequestsperaddress",
            0,
            1_000,
            "maximum number of concurrent requests from one address; 0 is no limit");
    public static final Key<Integer> MAXSTREAMS =
            number("http.maxstreams", 1, 128, "maximum number of concurrent streams of an HTTP/2 connection");
    public static final Key<Integer> MAXHEADERBYTES =
            number("http.maxheaderbytes", 1024, 16_384, "maximum size of a request header, in bytes");
    public static final Key<Duration> HEADERTIMEOUT = new Key<>(
            "http.headertimeout",
            duration(),
            Duration.ofSeconds(30),
            false,
            "timeout of a request header or TLS handshake");
    public static final Key<Duration> REQUESTTIMEOUT = new Key<>(
            "http.requesttimeout",
            duration(),
            Duration.ofSeconds(30),
            false,
            "deadline of a request for database and storage, retries included; content transfer does not count");
    public static final Key<Integer> MINUPLOADRATE =
            number("http.minuploadrate", 0, 1024, "minimum rate of a request body, in bytes per second; 0 is no limit");
    public static final Key<Integer> MINDOWNLOADRATE = number(
            "http.mindownloadrate", 0, 1024, "minimum rate of a response body, in bytes per second; 0 is no limit");
    public static final Key<Optional<Long>> BUFFERMEMORY = new Key<>(
            "http.buffermemory",
            optional(bytes()),
            Optional.empty(),
            false,
            "memory for manifests and lists in flight, in bytes (default: a sixteenth of the heap)");
    public static final Key<Boolean> ENABLED =
            new Key<>("rate_limiter.enabled", flag(), false, false, "enforce rate_limiter.limiters");
    public static final Key<List<Limiter>> LIMITERS = new Key<>(
            "rate_limiter.limiters",
            Limiter.list(),
            List.of(),
            false,
            "rate limits by address and user; see [limits](#limits)");

    private TrafficKeys() {}

    /** Those of {@code http}. */
    static List<Key<?>> ofHttp() {
        return List.of(
                FORWARDEDFIELD,
                MAXCONNECTIONSPERADDRESS,
                MAXREQUESTSPERADDRESS,
                MAXSTREAMS,
                MAXHEADERBYTES,
                HEADERTIMEOUT,
                REQUESTTIMEOUT,
                MINUPLOADRATE,
                MINDOWNLOADRATE,
                BUFFERMEMORY);
    }

    /** Those of {@code rate_limiter}. */
    static List<Key<?>> ofRates() {
        return List.of(ENABLED, LIMITERS);
    }

    private static Key<Integer> number(String path, int least, int fallback, String meaning) {
        return new Key<>(path, Formats.number(least, 1 << 20), fallback, false, meaning);
    }
}
