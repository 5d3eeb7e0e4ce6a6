package dev.berth.registry.launcher.config;

import dev.berth.registry.launcher.config.Configuration.Given;
import dev.berth.registry.launcher.config.ConfigurationProblem.Weight;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads a configuration: first the file, then the environment over it, and tells everything that is wrong at once. */
public final class ConfigurationReader {
    private static final String PREFIX = "REGISTRY_";
    /** Variables of the launcher itself. */
    private static final List<String> OTHERS = List.of("REGISTRY_DATA", "REGISTRY_CONFIG");

    private final Map<String, RawValue> written = new HashMap<>();
    private final Presence presence = new Presence();
    private final List<ConfigurationProblem> findings = new ArrayList<>();

    private ConfigurationReader() {}

    /** What the environment alone says. */
    public static Configuration read(Map<String, String> environment) throws InvalidConfiguration {
        ConfigurationReader reader = new ConfigurationReader();
        reader.addEnvironment(environment);
        return reader.configuration();
    }

    /**
     * What a file and the environment say.
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
                new TreeWalk(node -> name + ":" + line(node), written, presence, findings).walk(root);
            }
        } catch (YAMLException e) {
            findings.add(new ConfigurationProblem(Weight.ERROR, name + ":" + line(e), "not YAML: " + problem(e)));
        }
    }

    private void addEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
                addVariable(name, value);
            }
        });
    }

    private void addVariable(String name, String value) {
        try {
            Node node = yaml().compose(new StringReader(value.isBlank() ? "''" : value));
            if (node == null) {
                findings.add(new ConfigurationProblem(
                        Weight.ERROR, name, "a comment and no value: what begins with # needs quotes"));
            } else {
                new Variable(name, written, presence, findings).set(node);
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

    /** What is wrong, in a line; a character that may not be there is named, not shown. */
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
            RawValue value = written.get(key.path());
            if (value != null) {
                convert(key, value, given);
            }
        }
        findings.addAll(presence.emptyValues());
        if (!hasErrors()) {
            findings.addAll(presence.unprotectedSections(new Configuration(given, List.of())));
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

    private void convert(Key<?> key, RawValue value, Map<Key<?>, Given> given) {
        try {
            given.put(key, new Given(key.format().read(value.node()), value.where()));
        } catch (IllegalArgumentException e) {
            String message = key.secret() ? "not a value of its kind" : e.getMessage();
            findings.add(new ConfigurationProblem(Weight.ERROR, value.where(), key.path() + ": " + message));
        }
    }

    private static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }
}
