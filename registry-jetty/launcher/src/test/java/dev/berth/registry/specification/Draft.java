package dev.berth.registry.specification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A manifest being written. */
final class Draft {
    private final DataSet set;
    private final List<String> tags = new ArrayList<>();
    private final ObjectNode json = DataSet.JSON.createObjectNode();

    Draft(DataSet set, String mediaType) {
        this.set = set;
        json.put("schemaVersion", 2).put("mediaType", mediaType);
    }

    ObjectNode json() {
        return json;
    }

    Draft list(String field, List<ObjectNode> descriptors) {
        ArrayNode list = json.putArray(field);
        descriptors.forEach(list::add);
        return this;
    }

    Draft artifactType(String type) {
        json.put("artifactType", type);
        return this;
    }

    /** Refers to a manifest; a descriptor has what a subject needs, and more. */
    Draft subject(ObjectNode descriptor) {
        json.set("subject", descriptor.deepCopy().retain("mediaType", "digest", "size"));
        return this;
    }

    Draft annotation(String key, String value) {
        json.withObject("/annotations").put(key, value);
        return this;
    }

    /** A field no specification knows. */
    Draft unknownField() {
        json.putObject("org.example.field")
                .put("text", "ünknown \u2026")
                .putNull("nothing")
                .putArray("list")
                .add(1);
        return this;
    }

    Draft tag(String tag) {
        tags.add(tag);
        return this;
    }

    /** Puts it into its set and describes it. */
    ObjectNode add() {
        return set.add(json, tags);
    }
}
