package dev.berth.registry.launcher.assembly;

import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.engine.usage.ContentMeasurement;
import dev.berth.registry.engine.usage.UsageCounter;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InsightKeys;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.model.ArtifactKind.Rule;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.spi.insight.UsageStore;
import dev.berth.registry.spi.maintenance.DailyFigureStore;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The mapping from the configuration to the counter of pulls and pushes, and to the kinds of artifacts. */
public final class InsightMapping {
    private final Configuration configuration;

    public InsightMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The counter, not started; empty when nothing is counted. Nothing is recorded in read-only mode. */
    Optional<UsageCounter> counter(UsageStore store, Clock clock, FailureReporter reporter) {
        if (!configuration.get(InsightKeys.USAGE_ENABLED) || configuration.get(Keys.STORAGE_READONLY)) {
            return Optional.empty();
        }
        return Optional.of(UsageCounter.builder()
                .clock(clock)
                .interval(configuration.get(InsightKeys.USAGE_FLUSHINTERVAL))
                .days(configuration.get(InsightKeys.USAGE_DAYS))
                .reporter(reporter)
                .build(store));
    }

    /** The measurement of the content by day, not started; empty when nothing is recorded. */
    Optional<ContentMeasurement> measurement(
            DailyFigureStore store, Clock clock, RandomGenerator random, FailureReporter reporter) {
        return configuration.get(Keys.STORAGE_READONLY)
                ? Optional.empty()
                : Optional.of(ContentMeasurement.of(
                        store, clock, random, configuration.get(InsightKeys.USAGE_DAYS), reporter));
    }

    /** The table of kinds: the configured ones before the known. */
    public KindTable kinds() {
        return KindTable.with(configuration.get(InsightKeys.ARTIFACTS_KINDS).stream()
                .map(rule -> new Rule(rule.mediaType(), rule.kind()))
                .toList());
    }
}
