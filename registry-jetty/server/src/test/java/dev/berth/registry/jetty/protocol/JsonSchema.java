package dev.berth.registry.jetty.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares JSON with a schema of a document, in the part of JSON Schema 2020-12 that this project uses. */
final class JsonSchema {
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "type",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "format",
            "minimum",
            "maximum",
            "default",
            "pattern");

    private final JsonNode document;
    private final List<String> problems = new ArrayList<>();

    private JsonSchema(JsonNode document) {
        this.document = document;
    }

    /** The differences between a value and a schema; empty when it fits. */
    static List<String> problems(JsonNode document, JsonNode schema, JsonNode value) {
        JsonSchema check = new JsonSchema(document);
        check.compare("", schema, value);
        return check.problems;
    }

    private void compare(String place, JsonNode schema, JsonNode value) {
        schema.fieldNames().forEachRemaining(name -> require(KNOWN.contains(name), place, "unknown keyword " + name));
        if (schema.has("$ref")) {
            compare(place, document.at(schema.get("$ref").asText().substring(1)), value);
            return;
        }
        require(schema.has("type"), place, "no type");
        String type = schema.path("type").asText();
        require(isOf(type, value), place, "not of type " + type + ": " + value);
        if (type.equals("object")) {
            members(place, schema, value);
        } else if (type.equals("array")) {
            for (int i = 0; i < value.size(); i++) {
                compare(place + "/" + i, schema.required("items"), value.get(i));
            }
        } else {
            scalar(place, schema, value);
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
    }

    private void members(String place, JsonNode schema, JsonNode value) {
        for (JsonNode name : schema.path("required")) {
            require(value.has(name.asText()), place, "no member " + name);
        }
        JsonNode others = schema.path("additionalProperties");
        Iterator<String> names = value.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (schema.path("properties").has(name)) {
                compare(place + "/" + name, schema.get("properties").get(name), value.get(name));
            } else if (others.isObject()) {
                compare(place + "/" + name, others, value.get(name));
            } else {
                require(!others.isBoolean(), place, "undocumented member " + name);
            }
        }
    }

    private void scalar(String place, JsonNode schema, JsonNode value) {
        if (schema.has("enum")) {
            boolean isOne = false;
            for (JsonNode each : schema.get("enum")) {
                isOne |= each.equals(value);
            }
            require(isOne, place, "none of " + schema.get("enum") + ": " + value);
        }
        if (schema.has("pattern")) {
            boolean fits = Pattern.compile(schema.get("pattern").asText())
                    .matcher(value.asText())
                    .find();
            require(fits, place, "not of the form " + schema.get("pattern") + ": " + value);
        }
        require(
                !schema.has("minimum")
                        || value.asLong() >= schema.get("minimum").asLong(),
                place,
                "too small");
        require(!schema.path("format").asText().equals("date-time") || isTime(value.asText()), place, "no time");
    }

    private static boolean isTime(String text) {
        try {
            return Instant.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void require(boolean holds, String place, String problem) {
        if (!holds) {
            problems.add((place.isEmpty() ? "/" : place) + ": " + problem);
        }
    }
}
