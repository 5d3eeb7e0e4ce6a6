package dev.berth.registry.launcher.assembly;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ReportingKeys;
import dev.berth.registry.launcher.tracing.OtlpConfig;
import dev.berth.registry.launcher.tracing.OtlpTracing;
import dev.berth.registry.launcher.tracing.Tracing;
import java.net.URI;
import java.time.Clock;

/** The mapping from the configuration to the traces of the server. */
final class TracingMapping {
    private final Configuration configuration;

    TracingMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The observers, whose way to the collector the resources close. */
    Tracing tracing(Clock clock, Resources resources) throws WrongSettings {
        if (!configuration.get(ReportingKeys.TRACING_ENABLED)) {
            return Tracing.NONE;
        }
        URI endpoint = configuration
                .get(ReportingKeys.TRACING_ENDPOINT)
                .orElseThrow(() -> new WrongSettings("tracing.enabled needs tracing.endpoint"));
        try {
            return resources.add(OtlpTracing.open(
                    new OtlpConfig(
                            endpoint,
                            configuration.get(ReportingKeys.TRACING_HEADERS),
                            configuration.get(ReportingKeys.TRACING_RATIO),
                            configuration.get(ReportingKeys.TRACING_SERVICE),
                            Release.version()),
                    clock));
        } catch (IllegalArgumentException e) {
            throw new WrongSettings("tracing: " + e.getMessage());
        }
    }
}
