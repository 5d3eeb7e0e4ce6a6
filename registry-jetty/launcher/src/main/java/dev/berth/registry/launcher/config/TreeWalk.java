package dev.berth.registry.launcher.config;

import dev.berth.registry.launcher.config.ConfigurationProblem.Weight;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Takes a tree of YAML apart into settings. */
final class TreeWalk {
    private final Function<Node, String> where;
    private final Map<String, ConfiguredValue> written;
    private final ProtectiveSections sections;
    private final List<ConfigurationProblem> findings;
    private final Set<String> taken = new HashSet<>();

    TreeWalk(
            Function<Node, String> where,
            Map<String, ConfiguredValue> written,
            ProtectiveSections sections,
            List<ConfigurationProblem> findings) {
        this.where = where;
        this.written = written;
        this.sections = sections;
        this.findings = findings;
    }

    void walk(Node root) {
        walk("", root, root);
    }

    /** Takes what lies at this path; {@code name} is where it is named. */
    void walk(String written, Node name, Node node) {
        String path = Aliases.resolve(written);
        Optional<Key<?>> key = Keys.at(path);
        Optional<Unsupported> unsupported = Unsupported.at(path);
        if (key.isPresent()) {
            set(key.get(), name, node);
        } else if (unsupported.isPresent()) {
            Unsupported known = unsupported.get();
            report(known.weight(), name, path + " has no effect: " + known.reason());
            sections.foreign(where.apply(name));
        } else if (Keys.isSection(path) || Unsupported.isSection(path)) {
            walkSection(path, name, node);
        } else {
            report(Weight.ERROR, name, "unknown setting " + path + suggestion(path));
        }
    }

    static String suggestion(String path) {
        return SpellingSuggestion.path(path)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private void set(Key<?> key, Node name, Node node) {
        String place = where.apply(name);
        if (!taken.add(key.path())) {
            report(Weight.ERROR, name, key.path() + " is set twice, the second time under another name");
        }
        if (key.format().standsAlone() || !isEmpty(node, key.path())) {
            written.put(key.path(), new ConfiguredValue(node, place));
            sections.filled(key.path(), place);
        } else if (ProtectiveSections.isProtective(key.path())) {
            written.remove(key.path());
            sections.empty(key.path(), place);
        }
    }

    /** Blank texts and empty lists count as no value only where an empty value is refused. */
    private static boolean isEmpty(Node node, String path) {
        boolean isBlank = (node instanceof ScalarNode scalar
                        && scalar.getValue().isBlank())
                || (node instanceof SequenceNode sequence && sequence.getValue().isEmpty());
        return Formats.isNull(node) || (isBlank && ProtectiveSections.isProtective(path));
    }

    private void walkSection(String path, Node name, Node node) {
        sections.named(path, where.apply(name));
        if (node instanceof MappingNode mapping) {
            Set<String> seen = new HashSet<>();
            for (NodeTuple entry : mapping.getValue()) {
                walkEntry(path, entry, seen);
            }
        } else if (node instanceof ScalarNode scalar && !Formats.isNull(node)) {
            walkShortForm(path, scalar);
        } else if (!Formats.isNull(node)) {
            report(Weight.ERROR, name, section(path) + ", not a list");
        }
    }

    private void walkEntry(String path, NodeTuple entry, Set<String> seen) {
        if (!(entry.getKeyNode() instanceof ScalarNode name)) {
            report(Weight.ERROR, entry.getKeyNode(), "expected a plain name of a setting");
            return;
        }
        if (!seen.add(name.getValue())) {
            report(Weight.ERROR, name, below(path, name.getValue()) + " is set twice");
            return;
        }
        walk(below(path, name.getValue()), name, entry.getValueNode());
    }

    /** {@code storage: inmemory} is short for {@code storage: {inmemory: }}. */
    private void walkShortForm(String path, ScalarNode scalar) {
        String only = below(path, scalar.getValue());
        if (path.isEmpty() || !isKnown(only)) {
            report(Weight.ERROR, scalar, section(path) + ", not one value");
        } else {
            walk(only, scalar, nothingAt(scalar));
        }
    }

    private static boolean isKnown(String path) {
        return Keys.at(path).isPresent()
                || Keys.isSection(path)
                || Unsupported.at(path).isPresent();
    }

    private static Node nothingAt(ScalarNode scalar) {
        return new ScalarNode(Tag.NULL, "", scalar.getStartMark(), scalar.getEndMark(), ScalarStyle.PLAIN);
    }

    private static String section(String path) {
        return path.isEmpty() ? "the configuration is a section" : path + " is a section";
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void report(Weight weight, Node node, String message) {
        findings.add(new ConfigurationProblem(weight, where.apply(node), message));
    }
}
