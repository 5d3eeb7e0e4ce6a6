package dev.berth.registry.launcher.config;

import dev.berth.registry.launcher.config.Configuration.Given;
import dev.berth.registry.launcher.config.ConfigurationProblem.Weight;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads a configuration: first the file, then the environment over it, and tells everything that is wrong at once. */
public final class ConfigurationReader {
    private static final String PREFIX = "REGISTRY_";
    /** Variables of the launcher itself. */
    private static final List<String> OTHERS =
            List.of("REGISTRY_DATA", "REGISTRY_CONFIG", "REGISTRY_USER", "REGISTRY_PASSWORD");

    /**
     * Settings of GitLab's registry for which 0 means "no limit" or "the default", and that cannot be unlimited here.
     */
    private static final Set<String> ZERO_IS_DEFAULT = Set.of(
            "database.connecttimeout",
            "database.pool.maxopen",
            "database.pool.maxlifetime",
            "validation.blobs.payloadsizelimit",
            "validation.manifests.referencelimit",
            "validation.manifests.payloadsizelimit");

    private final Map<String, ConfiguredValue> written = new HashMap<>();
    private final ProtectiveSections sections = new ProtectiveSections();
    private final List<ConfigurationProblem> findings = new ArrayList<>();

    private ConfigurationReader() {}

    /** The configuration of the environment alone. */
    public static Configuration read(Map<String, String> environment) throws InvalidConfiguration {
        ConfigurationReader reader = new ConfigurationReader();
        reader.addEnvironment(environment);
        return reader.configuration();
    }

    /**
     * The configuration of a file and the environment.
     *
     * @throws IOException when the file cannot be read
     */
    public static Configuration read(Path file, Map<String, String> environment)
            throws IOException, InvalidConfiguration {
        ConfigurationReader reader = new ConfigurationReader();
        try (Reader text = Files.newBufferedReader(file)) {
            reader.addFile(file.toString(), text);
        }
        reader.addEnvironment(environment);
        return reader.configuration();
    }

    private void addFile(String name, Reader text) {
        try {
            Node root = yaml().compose(text);
            if (root != null) {
                new TreeWalk(node -> name + ":" + line(node), written, sections, findings).walk(root);
            }
        } catch (YAMLException e) {
            findings.add(new ConfigurationProblem(Weight.ERROR, name + ":" + line(e), "not YAML: " + problem(e)));
        }
    }

    private void addEnvironment(Map<String, String> environment) {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.keySet().removeIf(name -> !name.startsWith(PREFIX) || OTHERS.contains(name));
        for (ServiceLink link : ServiceLink.in(variables)) {
            variables.keySet().removeIf(link::owns);
            findings.add(new ConfigurationProblem(
                    Weight.WARNING,
                    link.variable(),
                    "ignored: Kubernetes sets it for a service; enableServiceLinks: false in the pod avoids this"));
        }
        variables.forEach(this::addVariable);
    }

    private void addVariable(String name, String value) {
        try {
            Node node = yaml().compose(new StringReader(value.isBlank() ? "''" : value));
            if (node == null) {
                findings.add(new ConfigurationProblem(
                        Weight.ERROR, name, "a comment without a value: quote values that begin with #"));
            } else {
                new EnvironmentVariable(name, written, sections, findings).set(node);
            }
        } catch (YAMLException e) {
            findings.add(new ConfigurationProblem(Weight.ERROR, name, "not YAML: " + problem(e)));
        }
    }

    private static int line(YAMLException e) {
        return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? marked.getProblemMark().getLine() + 1
                : 1;
    }

    /** The problem in one line; a forbidden character is named, not shown. */
    private static String problem(YAMLException e) {
        if (e instanceof ReaderException unreadable) {
            return "U+%04X at position %d is not allowed"
                    .formatted(unreadable.getCodePoint(), unreadable.getPosition());
        }
        return e instanceof MarkedYAMLException marked ? marked.getProblem() : String.valueOf(e.getMessage());
    }

    private Configuration configuration() throws InvalidConfiguration {
        Map<Key<?>, Given> given = new HashMap<>();
        for (Key<?> key : Keys.all()) {
            ConfiguredValue value = written.get(key.path());
            if (value != null) {
                convert(key, value, given);
            }
        }
        findings.addAll(sections.emptyValues());
        if (!hasErrors()) {
            Configuration complete = new Configuration(given, List.of());
            findings.addAll(sections.unprotectedSections(complete));
            sections.otherDefault(complete).ifPresent(findings::add);
            findings.addAll(ShortDelayWarnings.warnings(complete));
        }
        List<ConfigurationProblem> sorted = findings.stream().sorted().toList();
        if (hasErrors()) {
            throw new InvalidConfiguration(sorted);
        }
        return new Configuration(given, sorted);
    }

    private boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.weight() == Weight.ERROR);
    }

    private void convert(Key<?> key, ConfiguredValue value, Map<Key<?>, Given> given) {
        if (ZERO_IS_DEFAULT.contains(key.path()) && isZero(value.node())) {
            String fallback = new Configuration(Map.of(), List.of()).shown(key).toString();
            findings.add(new ConfigurationProblem(
                    Weight.WARNING,
                    value.where(),
                    key.path() + " is 0, which means the default: " + (fallback.isEmpty() ? "no limit" : fallback)));
            return;
        }
        try {
            Object read = key.format().read(value.node());
            given.put(key, new Given(read, value.where()));
            if (isDuration(read) && isWithoutUnit(value.node())) {
                findings.add(new ConfigurationProblem(
                        Weight.WARNING,
                        value.where(),
                        key.path() + " has no unit and is read as seconds: write "
                                + Formats.text().read(value.node()) + "s"));
            }
        } catch (IllegalArgumentException e) {
            String message = key.secret() ? "not a value of its kind" : e.getMessage();
            findings.add(new ConfigurationProblem(Weight.ERROR, value.where(), key.path() + ": " + message));
        }
    }

    private static boolean isDuration(Object value) {
        return value instanceof Duration
                || (value instanceof Optional<?> optional
                        && optional.filter(Duration.class::isInstance).isPresent());
    }

    private static boolean isWithoutUnit(Node node) {
        return node instanceof ScalarNode scalar
                && Durations.isWithoutUnit(scalar.getValue().strip())
                && !isZero(node);
    }

    private static boolean isZero(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().strip().matches("0+s?");
    }

    private static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }
}
