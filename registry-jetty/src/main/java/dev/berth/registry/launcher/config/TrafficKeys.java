package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.oneOf;

import java.util.List;

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
        return List.of(FORWARDEDFIELD);
    }

    /** Those of {@code rate_limiter}. */
    static List<Key<?>> ofRates() {
        return List.of(ENABLED, LIMITERS);
    }
}
