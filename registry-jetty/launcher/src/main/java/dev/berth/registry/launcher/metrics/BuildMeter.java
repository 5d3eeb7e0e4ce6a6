package dev.berth.registry.launcher.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Shows the version that runs, as the labels of a gauge that is always 1. */
final class BuildMeter implements MeterBinder {
    /** Written by the build. */
    private static final String RELEASE = "/dev/berth/registry/launcher/release.properties";

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("registry.build.info", () -> 1)
                .description("the running version of the registry and of Java")
                .tag("version", version())
                .tag("java", Runtime.version().toString())
                .register(meters);
    }

    private static String version() {
        try (InputStream stream = Objects.requireNonNull(BuildMeter.class.getResourceAsStream(RELEASE))) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
