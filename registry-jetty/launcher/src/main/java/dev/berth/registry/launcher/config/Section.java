package dev.berth.registry.launcher.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** An element of a list of sections: values by name, each read once; unread ones are unknown. */
final class Section {
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private Section() {}

    static Section of(Node node) {
        Section section = new Section();
        if (!(node instanceof MappingNode mapping)) {
            throw new IllegalArgumentException("expected a section, not one value or a list");
        }
        for (NodeTuple entry : mapping.getValue()) {
            section.add(entry);
        }
        return section;
    }

    /** The sections of a list; {@code what} names them in the error for another type. */
    static List<Section> list(String what, Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            throw new IllegalArgumentException("expected a list of " + what);
        }
        return sequence.getValue().stream().map(Section::of).toList();
    }

    private void add(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode name)) {
            throw new IllegalArgumentException("expected a plain name of a setting");
        }
        if (values.put(name.getValue(), entry.getValueNode()) != null) {
            throw new IllegalArgumentException(name.getValue() + " is set twice");
        }
    }

    Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    <T> T get(String name, Format<T> format, T fallback) {
        asked.add(name);
        Node node = values.get(name);
        return node == null || Formats.isNull(node) ? fallback : read(name, node, format);
    }

    <T> T require(String name, Format<T> format) {
        asked.add(name);
        Node node = values.get(name);
        if (node == null || Formats.isNull(node)) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return read(name, node, format);
    }

    /** A section of the section; empty when there is none. */
    Section below(String name) {
        asked.add(name);
        Node node = values.get(name);
        return node == null || Formats.isNull(node) ? new Section() : of(node);
    }

    void requireNoOthers() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException("unknown setting " + name + suggestion(name));
            }
        }
    }

    private String suggestion(String name) {
        return SpellingSuggestion.to(name, asked)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private static <T> T read(String name, Node node, Format<T> format) {
        try {
            return format.read(node);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
