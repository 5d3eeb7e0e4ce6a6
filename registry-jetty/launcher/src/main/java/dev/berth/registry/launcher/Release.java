package dev.berth.registry.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
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

    /** The folder of the files that {@code registry prepare} makes; empty without a start script, which names it. */
    public static Optional<Path> preparedFiles() {
        return Optional.ofNullable(System.getProperty("berth.home")).map(home -> Path.of(home, "prepared"));
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
