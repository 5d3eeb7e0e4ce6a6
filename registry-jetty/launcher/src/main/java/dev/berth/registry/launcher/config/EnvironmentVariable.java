package dev.berth.registry.launcher.config;

import dev.berth.registry.launcher.config.ConfigurationProblem.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A variable of the environment that sets a setting, a section or one element of a list. */
final class EnvironmentVariable {
    private static final String FIELD = Keys.HTTP_HEADERS.path() + ".";

    private final String name;
    private final Map<String, ConfiguredValue> written;
    private final ProtectiveSections sections;
    private final List<ConfigurationProblem> findings;

    EnvironmentVariable(
            String name,
            Map<String, ConfiguredValue> written,
            ProtectiveSections sections,
            List<ConfigurationProblem> findings) {
        this.name = name;
        this.written = written;
        this.sections = sections;
        this.findings = findings;
    }

    /** Sets it. A name that means nothing is a warning only: orchestrators set such for a service called registry. */
    void set(Node node) {
        String path = Aliases.resolve(path());
        int dot = path.lastIndexOf('.');
        Optional<Key<?>> list = dot < 0 ? Optional.empty() : Keys.at(path.substring(0, dot));
        String index = path.substring(dot + 1);
        if (Keys.at(path).isPresent()
                || Keys.isSection(path)
                || Unsupported.at(path).isPresent()) {
            new TreeWalk(any -> name, written, sections, findings).walk(path, node, node);
        } else if (list.isPresent() && index.matches("\\d{1,4}")) {
            setElement(list.get().path(), Integer.parseInt(index), node);
        } else if (path.startsWith(FIELD)) {
            setField(path.substring(FIELD.length()).replace('.', '-'), node);
        } else {
            report(Weight.WARNING, "no such setting; ignored" + TreeWalk.suggestion(path));
        }
    }

    /** Shells drop variables with hyphens in their names, so an underscore stands for one. */
    private void setField(String field, Node node) {
        List<NodeTuple> fields = new ArrayList<>();
        ConfiguredValue before = written.get(Keys.HTTP_HEADERS.path());
        if (before != null && before.node() instanceof MappingNode mapping) {
            fields.addAll(mapping.getValue());
        }
        fields.removeIf(known -> known.getKeyNode() instanceof ScalarNode other
                && other.getValue().equalsIgnoreCase(field));
        Node key = new ScalarNode(Tag.STR, field, node.getStartMark(), node.getEndMark(), ScalarStyle.PLAIN);
        fields.add(new NodeTuple(key, node));
        Node all = new MappingNode(Tag.MAP, true, fields, null, null, FlowStyle.FLOW);
        written.put(Keys.HTTP_HEADERS.path(), new ConfiguredValue(all, name));
    }

    private void setElement(String path, int index, Node node) {
        List<Node> elements = new ArrayList<>();
        ConfiguredValue before = written.get(path);
        if (before != null && before.node() instanceof SequenceNode sequence) {
            elements.addAll(sequence.getValue());
        }
        if (index > elements.size()) {
            report(Weight.ERROR, "sets element " + index + " of " + path + ", which has " + elements.size());
            return;
        }
        if (index < elements.size()) {
            elements.remove(index);
        }
        elements.add(index, node);
        Node list = new SequenceNode(Tag.SEQ, true, elements, null, null, FlowStyle.FLOW);
        written.put(path, new ConfiguredValue(list, name));
        sections.filled(path, name);
    }

    private String path() {
        String path = dotted(name.substring(name.indexOf('_') + 1).toLowerCase(Locale.ROOT));
        return Keys.all().stream()
                .<String>map(Key::path)
                .filter(known -> path.equals(dotted(known)) || path.startsWith(dotted(known) + "."))
                .findFirst()
                .map(known -> known + path.substring(known.length()))
                .orElse(path);
    }

    /** Some settings contain an underscore. */
    private static String dotted(String text) {
        return text.replace('_', '.');
    }

    private void report(Weight weight, String message) {
        findings.add(new ConfigurationProblem(weight, name, message));
    }
}
