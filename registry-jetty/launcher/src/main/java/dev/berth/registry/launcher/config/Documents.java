package dev.berth.registry.launcher.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Documents of others within a configuration: names and texts, one level deep. */
final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {}

    /** The document as JSON. */
    static String json(Node node) {
        if (node instanceof ScalarNode text) {
            return text.getValue().strip();
        }
        if (node instanceof MappingNode mapping) {
            return json(mapping);
        }
        throw new IllegalArgumentException("expected a section, not a list");
    }

    private static String json(MappingNode mapping) {
        Map<String, String> values = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            values.put(text(entry.getKeyNode()), text(entry.getValueNode()));
        }
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a document: " + e.getMessage(), e);
        }
    }

    private static String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new IllegalArgumentException("expected names and texts only");
    }
}
