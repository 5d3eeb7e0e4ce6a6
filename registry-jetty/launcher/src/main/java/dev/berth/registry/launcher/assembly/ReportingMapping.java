package dev.berth.registry.launcher.assembly;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ReportingKeys;
import dev.berth.registry.launcher.reporting.SentryReporter;
import dev.berth.registry.reporting.FailureReporter;
import java.time.Clock;
import java.util.Optional;

/** The mapping from the configuration to the reporter of failures. */
final class ReportingMapping {
    private final Configuration configuration;

    ReportingMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The reporter, which the resources close after all that report. */
    FailureReporter reporter(Clock clock, Resources resources) throws WrongSettings {
        if (!configuration.get(ReportingKeys.SENTRY_ENABLED)) {
            return FailureReporter.NONE;
        }
        Optional<String> dsn = configuration.get(ReportingKeys.SENTRY_DSN);
        try {
            return resources.add(SentryReporter.open(
                    dsn.orElseThrow(() -> new WrongSettings("reporting.sentry.enabled needs reporting.sentry.dsn")),
                    configuration.get(ReportingKeys.SENTRY_ENVIRONMENT),
                    Release.version(),
                    clock));
        } catch (IllegalArgumentException e) {
            throw new WrongSettings("reporting.sentry.dsn: " + e.getMessage());
        }
    }
}
