package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.HealthKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** The files of the distribution for containers name commands, settings and modules that exist. */
@SuppressWarnings("NullAway.Init")
class InstallationFilesTest {
    /** Mebibytes for the heap of the start script and all else (docs/sizing.md). */
    private static final int MEMORY = 768;

    private static final Path DIST = Path.of("src", "dist");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void imageHasModulesThatExistAndACommandThatExists() throws Exception {
        String file = Files.readString(DIST.resolve("container").resolve("Containerfile"));
        Matcher modules =
                Pattern.compile("--add-modules \\\\\n([a-z.,\\\\\n]+)").matcher(file);
        assertThat(modules.find()).isTrue();
        assertThat(modules.group(1).replace("\\\n", "").strip().split(","))
                .hasSizeGreaterThan(10)
                .allSatisfy(name ->
                        assertThat(ModuleFinder.ofSystem().find(name)).as(name).isPresent());
        assertThat(file).contains("USER 10001:10001", "CMD [\"/opt/registry/bin/registry\", \"health\"]");
        assertParsed(List.of("health"));
        assertParsed(List.of("serve"));
        Map<String, String> variables = new TreeMap<>();
        Pattern.compile("(REGISTRY_HTTP_[A-Z]+)=(\\S+)")
                .matcher(file)
                .results()
                .forEach(match -> variables.put(match.group(1), match.group(2)));
        assertThat(ConfigurationReader.read(variables).get(HealthKeys.MAIN_PORT))
                .isTrue();
    }

    @Test
    void limitsOfMemoryHoldThriceTheDefaultHeap() throws Exception {
        assertThat(Files.readString(DIST.resolve("bin").resolve("registry"))).contains(" -Xmx" + MEMORY / 3 + "m ");
    }

    @Test
    void composeFileHasSettingsThatExist() throws Exception {
        JsonNode services = documents("container", "compose.yaml").get(0).path("services");
        for (String name : List.of("migrations", "registry")) {
            Map<String, String> variables = new TreeMap<>();
            services.path(name)
                    .path("environment")
                    .properties()
                    .forEach(variable ->
                            variables.put(variable.getKey(), variable.getValue().asText()));
            assertThat(ConfigurationReader.read(variables).warnings()).as(name).isEmpty();
        }
        assertParsed(texts(services.at("/migrations/command")));
        assertThat(services.at("/registry/read_only").asBoolean()).isTrue();
        assertThat(services.at("/registry/mem_limit").asText()).isEqualTo(MEMORY + "m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry.yaml", "migrate.yaml", "import.yaml"})
    void podsRunCommandsThatExistWithoutPrivileges(String name) throws Exception {
        List<JsonNode> pods = documents("kubernetes", name).stream()
                .map(document -> document.at("/spec/template/spec"))
                .filter(JsonNode::isObject)
                .toList();
        assertThat(pods).hasSize(1);
        JsonNode pod = pods.get(0);
        JsonNode container = pod.at("/containers/0");
        assertParsed(texts(container.path("args")));
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/resources/limits/memory").asText()).isEqualTo(MEMORY + "Mi");
        List<String> volumes = pod.path("volumes").findValuesAsText("name");
        container
                .path("volumeMounts")
                .findValuesAsText("name")
                .forEach(mount -> assertThat(volumes).contains(mount));
    }

    @Test
    void configurationOfKubernetesIsValid() throws Exception {
        JsonNode map = documents("kubernetes", "registry.yaml").get(0);
        Path file = Files.writeString(
                folder.resolve("config.yml"), map.at("/data/config.yml").asText());
        Configuration configuration = ConfigurationReader.read(file, Map.of());
        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.get(HealthKeys.MAIN_PORT)).isTrue();
    }

    private static List<JsonNode> documents(String directory, String name) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (Object document :
                new Yaml().loadAll(Files.readString(DIST.resolve(directory).resolve(name)))) {
            documents.add(JSON.valueToTree(document));
        }
        return documents;
    }

    private static List<String> texts(JsonNode list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .map(i -> list.get(i).asText())
                .toList();
    }

    /** Fails with picocli's reason. */
    private static void assertParsed(List<String> arguments) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        CommandLine commands = Launcher.commands(new Output(nowhere), new Terminal(nowhere));
        assertThat(commands.parseArgs(arguments.toArray(String[]::new)).hasSubcommand())
                .isTrue();
    }
}
