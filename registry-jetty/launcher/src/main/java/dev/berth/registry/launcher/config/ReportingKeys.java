package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.optional;
import static dev.berth.registry.launcher.config.Formats.text;

import java.util.List;
import java.util.Optional;

/** The settings of {@code reporting}: the service that failures are sent to. */
public final class ReportingKeys {
    public static final Key<Boolean> SENTRY_ENABLED = new Key<>(
            "reporting.sentry.enabled",
            flag(),
            false,
            false,
            "report failures to Sentry; see [failure reports](failure-reports.md)");
    public static final Key<Optional<String>> SENTRY_DSN = new Key<>(
            "reporting.sentry.dsn",
            optional(text()),
            Optional.empty(),
            true,
            "address of the project at Sentry with its key, https://key@host/1");
    public static final Key<Optional<String>> SENTRY_ENVIRONMENT = new Key<>(
            "reporting.sentry.environment",
            optional(text()),
            Optional.empty(),
            false,
            "name of this installation in the reports, production for example");

    private ReportingKeys() {}

    /** In the order they are explained and shown. */
    static List<Key<?>> all() {
        return List.of(SENTRY_ENABLED, SENTRY_DSN, SENTRY_ENVIRONMENT);
    }
}
