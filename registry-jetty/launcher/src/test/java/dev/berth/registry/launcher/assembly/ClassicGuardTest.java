package dev.berth.registry.launcher.assembly;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassicGuardTest {
    @TempDir
    Path directory;

    @Test
    void refusesADirectoryThatHoldsAClassicRegistry() throws Exception {
        Files.createDirectories(directory.resolve("docker/registry/v2/repositories/app/_manifests"));

        assertThatIOException()
                .isThrownBy(() -> guard("refuse").check(directory))
                .withMessageContaining(directory.toString())
                .withMessageContaining("registry database import")
                .withMessageContaining("storage.classic: ignore");
        assertThatCode(() -> guard("ignore").check(directory)).doesNotThrowAnyException();
    }

    @Test
    void acceptsADirectoryWithoutRepositories() throws Exception {
        assertThatCode(() -> guard("refuse").check(directory)).doesNotThrowAnyException();
        Files.createDirectories(directory.resolve("docker/registry/v2/repositories"));
        assertThatCode(() -> guard("refuse").check(directory)).doesNotThrowAnyException();
    }

    @Test
    void acceptsAClassicRegistryThatWasImported() throws Exception {
        Files.createDirectories(directory.resolve("docker/registry/v2/repositories/app/_manifests"));
        Configuration configuration = ConfigurationReader.read(Map.of("REGISTRY_STORAGE_CLASSIC", "refuse"));

        assertThatCode(() -> new ClassicGuard(configuration, () -> true).check(directory))
                .doesNotThrowAnyException();
    }

    @Test
    void acceptsATakeover() throws Exception {
        Files.createDirectories(directory.resolve("docker/registry/v2/repositories/app/_manifests"));

        assertThatCode(() -> guard("takeover").check(directory)).doesNotThrowAnyException();
    }

    private static ClassicGuard guard(String choice) throws Exception {
        return new ClassicGuard(ConfigurationReader.read(Map.of("REGISTRY_STORAGE_CLASSIC", choice)), () -> false);
    }
}
