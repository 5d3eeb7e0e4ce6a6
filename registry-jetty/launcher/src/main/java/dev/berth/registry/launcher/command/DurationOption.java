package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as in a configuration, with its unit: on a command line a wrong one does harm at once. */
public final class DurationOption implements ITypeConverter<Duration> {

    /** Only picocli makes one. */
    DurationOption() {}

    @Override
    public Duration convert(String text) {
        if (text.matches("\\d+")) {
            throw new TypeConversionException("expected a duration with a unit such as 30s or 10m, not '" + text + "'");
        }
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
