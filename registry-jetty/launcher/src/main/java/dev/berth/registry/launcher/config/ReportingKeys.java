package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.address;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.optional;
import static dev.berth.registry.launcher.config.Formats.share;
import static dev.berth.registry.launcher.config.Formats.text;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of {@code reporting} and {@code tracing}: the services that failures and traces are sent to. */
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

    public static final Key<Boolean> TRACING_ENABLED =
            new Key<>("tracing.enabled", flag(), false, false, "send traces to a collector; see [tracing](tracing.md)");
    public static final Key<Optional<URI>> TRACING_ENDPOINT = new Key<>(
            "tracing.endpoint",
            optional(address()),
            Optional.empty(),
            false,
            "URL of a collector that takes OTLP over HTTP, http://127.0.0.1:4318; the path is /v1/traces if not set");
    public static final Key<Map<String, List<String>>> TRACING_HEADERS = new Key<>(
            "tracing.headers", HeaderFields.format(), Map.of(), true, "header fields of requests to the collector");
    public static final Key<Double> TRACING_RATIO = new Key<>(
            "tracing.sampler.ratio",
            share(),
            0.1,
            false,
            "part of the traces that begin here and are recorded; clients decide about theirs");
    public static final Key<String> TRACING_SERVICE =
            new Key<>("tracing.service", text(), "berth", false, "name of this installation in traces");

    private ReportingKeys() {}

    /** In the order they are explained and shown. */
    static List<Key<?>> all() {
        return List.of(
                SENTRY_ENABLED,
                SENTRY_DSN,
                SENTRY_ENVIRONMENT,
                TRACING_ENABLED,
                TRACING_ENDPOINT,
                TRACING_HEADERS,
                TRACING_RATIO,
                TRACING_SERVICE);
    }
}
