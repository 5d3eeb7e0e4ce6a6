package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as configurations have them. */
final class DurationOption implements ITypeConverter<Duration> {

    /** Only picocli makes one. */
    DurationOption() {}

    @Override
    public Duration convert(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
