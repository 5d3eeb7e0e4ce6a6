package dev.berth.registry.launcher;

import dev.berth.registry.launcher.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Reads a duration as configurations have them. */
final class DurationOption implements ITypeConverter<Duration> {

    /** Only picocli makes one. */
    DurationOption() {}

    @Override
    public Duration convert(String text) {
        return Durations.parse(text);
    }
}
