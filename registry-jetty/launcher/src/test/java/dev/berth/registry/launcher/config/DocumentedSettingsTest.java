package dev.berth.registry.launcher.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations of other registries: every setting they document is known here, and whole files are accepted. */
class DocumentedSettingsTest {
    @TempDir
    Path directory;

    static Stream<String> documented() throws IOException {
        return text("documented-settings.txt").lines().filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void knowsEverySetting(String path) throws IOException {
        List<String> names = List.of(path.split("\\."));
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            yaml.append("  ".repeat(i)).append(names.get(i)).append(":\n");
        }
        assertThat(findings(yaml.toString())).noneMatch(finding -> finding.contains("unknown setting"));
        String value = yaml.toString().stripTrailing() + " 'a value of any kind'\n";
        assertThat(findings(value)).noneMatch(finding -> finding.contains("unknown setting"));
    }

    /** Each documented form of a value is read, with a warning at most. */
    @ParameterizedTest
    @MethodSource("documentedValues")
    void refusesNoDocumentedValue(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("config.yml"), yaml);
        try {
            ConfigurationReader.read(file, Map.of());
        } catch (InvalidConfiguration e) {
            throw new AssertionError(yaml + " is refused: " + e.findings(), e);
        }
    }

    static Stream<String> documentedValues() throws IOException {
        return text("documented-values.txt").lines().filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"of-gitlab-chart.yml", "of-harbor.yml"})
    void acceptsWholeFiles(String name) throws Exception {
        Configuration configuration =
                ConfigurationReader.read(Files.writeString(directory.resolve(name), text(name)), Map.of());
        assertThat(configuration.warnings())
                .isNotEmpty()
                .allMatch(warning -> !warning.where().isEmpty());
        assertThat(configuration.get(Keys.HTTP_ADDR).port()).isEqualTo(5000);
    }

    @Test
    void readsTheValuesOfSectionsWithAnotherName() throws Exception {
        Configuration configuration = ConfigurationReader.read(
                Files.writeString(directory.resolve("config.yml"), text("of-gitlab-chart.yml")), Map.of());
        assertThat(configuration.get(S3Keys.BUCKET)).contains("registry");
        assertThat(configuration.get(S3Keys.PATHSTYLE)).contains(true);
        assertThat(configuration.get(Keys.HTTP_DRAINTIMEOUT)).isEqualTo(Duration.ZERO);
        assertThat(configuration.get(Keys.DATABASE_CONNECTTIMEOUT)).isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.get(Keys.DATABASE_POOL_MAXOPEN)).isEqualTo(16);
    }

    private List<String> findings(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("config.yml"), yaml);
        try {
            return ConfigurationReader.read(file, Map.of()).warnings().stream()
                    .map(ConfigurationProblem::toString)
                    .toList();
        } catch (InvalidConfiguration e) {
            return e.findings().stream().map(ConfigurationProblem::toString).toList();
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(DocumentedSettingsTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
