package dev.berth.registry.launcher.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Delays of collection that are shorter than a push takes. */
final class ShortDelayWarnings {
    private static final Duration LEAST = Duration.ofMinutes(1);

    private ShortDelayWarnings() {}

    static List<ConfigurationProblem> warnings(Configuration configuration) {
        Stream<ConfigurationProblem> each = CollectionKeys.DELAYS.values().stream()
                .flatMap(key -> configuration.get(key).flatMap(delay -> warning(configuration, key, delay)).stream());
        return Stream.concat(
                        warning(
                                configuration,
                                CollectionKeys.REVIEWAFTER,
                                configuration.get(CollectionKeys.REVIEWAFTER))
                                .stream(),
                        each)
                .toList();
    }

    private static Optional<ConfigurationProblem> warning(Configuration configuration, Key<?> key, Duration delay) {
        return delay.compareTo(LEAST) >= 0
                ? Optional.empty()
                : Optional.of(new ConfigurationProblem(
                        ConfigurationProblem.Weight.WARNING,
                        configuration.where(key),
                        key.path() + " is " + Durations.written(delay)
                                + ": blobs of a push that takes longer can be collected before its manifest arrives"));
    }
}
