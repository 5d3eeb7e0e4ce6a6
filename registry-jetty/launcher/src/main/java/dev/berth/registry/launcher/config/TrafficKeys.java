package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.bytes;
import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.oneOf;
import static dev.berth.registry.launcher.config.Formats.optional;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings that say how much one client may ask, and who it is. */
public final class TrafficKeys {

    /** Where proxies say who called them. */
    public enum ForwardedField {
        X_FORWARDED_FOR,
        FORWARDED
    }

    public static final Key<ForwardedField> FORWARDEDFIELD = new Key<>(
            "http.forwardedfield",
            oneOf(ForwardedField.class),
            ForwardedField.X_FORWARDED_FOR,
            false,
            "where trusted proxies say who called them; or forwarded");
    public static final Key<Integer> MAXCONNECTIONSPERADDRESS = number(
            "http.maxconnectionsperaddress", 0, 5_000, "the greatest number of them from one address; 0 is no limit");
    public static final Key<Integer> MAXREQUESTSPERADDRESS = number(
            "http.maxrequestsperaddress", 0, 1_000, "the most requests at a time from one address; 0 is no limit");
    public static final Key<Integer> MAXSTREAMS =
            number("http.maxstreams", 1, 128, "the most requests at a time on a connection of HTTP/2");
    public static final Key<Integer> MAXHEADERBYTES =
            number("http.maxheaderbytes", 1024, 16_384, "the longest header of a request, in bytes");
    public static final Key<Duration> HEADERTIMEOUT = new Key<>(
            "http.headertimeout",
            duration(),
            Duration.ofSeconds(30),
            false,
            "how long a header or a TLS handshake may take");
    public static final Key<Duration> REQUESTTIMEOUT = new Key<>(
            "http.requesttimeout",
            duration(),
            Duration.ofSeconds(30),
            false,
            "how long a request may wait for the database and storage, all retries together; content on its way does"
                    + " not count");
    public static final Key<Integer> MINUPLOADRATE =
            number("http.minuploadrate", 0, 1024, "the fewest bytes in a second of a body on its way; 0 is no limit");
    public static final Key<Integer> MINDOWNLOADRATE = number(
            "http.mindownloadrate", 0, 1024, "the fewest bytes in a second of an answer on its way; 0 is no limit");
    public static final Key<Optional<Long>> BUFFERMEMORY = new Key<>(
            "http.buffermemory",
            optional(bytes()),
            Optional.empty(),
            false,
            "memory for manifests and lists on their way, in bytes; a sixteenth of the heap unless set");
    public static final Key<Boolean> ENABLED =
            new Key<>("rate_limiter.enabled", flag(), false, false, "refuses requests beyond rate_limiter.limiters");
    public static final Key<List<Limiter>> LIMITERS = new Key<>(
            "rate_limiter.limiters",
            Limiters.list(),
            List.of(),
            false,
            "how often one client may ask; see [limits](#limits)");

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
