package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The configuration file of a command, if there is one, overridden by the environment. */
public final class ConfigurationSource {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "${env:REGISTRY_CONFIG}",
            description =
                    "Configuration file, YAML (default: REGISTRY_CONFIG). Environment variables override it: http.addr"
                            + " is REGISTRY_HTTP_ADDR.")
    @Nullable
    private Path file;

    /** The file, or the environment where there is none. */
    @Override
    public String toString() {
        return file == null || file.toString().isEmpty() ? "environment" : file.toString();
    }

    /** Reads the configuration, with the environment over it. */
    public Configuration read() throws IOException, InvalidConfiguration {
        return read(System.getenv());
    }

    Configuration read(Map<String, String> environment) throws IOException, InvalidConfiguration {
        if (file == null || file.toString().isEmpty()) {
            return ConfigurationReader.read(environment);
        }
        try {
            return ConfigurationReader.read(file, environment);
        } catch (NoSuchFileException e) {
            throw new WrongSettings("configuration file not found: " + file);
        } catch (IOException e) {
            throw new WrongSettings("cannot read the configuration file " + file, e);
        }
    }
}
