package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The configuration file a command was given, if any, under the environment. */
final class ConfigurationSource {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "${env:REGISTRY_CONFIG}",
            description = "configuration, YAML; every setting can also be in the environment: http.addr as"
                    + " REGISTRY_HTTP_ADDR")
    @Nullable
    private Path file;

    Configuration read() throws IOException, InvalidConfiguration {
        return read(System.getenv());
    }

    Configuration read(Map<String, String> environment) throws IOException, InvalidConfiguration {
        if (file == null || file.toString().isEmpty()) {
            return ConfigurationReader.read(environment);
        }
        try {
            return ConfigurationReader.read(file, environment);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no configuration file " + file, e);
        }
    }
}
