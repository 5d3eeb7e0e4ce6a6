package dev.berth.registry.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version information written by the build. */
public final class Release implements IVersionProvider {
    private static final Properties PROPERTIES = read();

    /** Version of the registry. */
    public static String version() {
        return PROPERTIES.getProperty("version");
    }

    /** Version of the embedded PostgreSQL. */
    public static String postgresql() {
        return PROPERTIES.getProperty("postgresql");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Berth " + version()};
    }

    private static Properties read() {
        try (InputStream stream = Objects.requireNonNull(Release.class.getResourceAsStream("release.properties"))) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
