package dev.berth.registry.jetty.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.http.management.ManagementRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The description of {@code /api/v1/}, and the comparison of answers with it. */
final class ManagementDescription {
    static final JsonNode DOCUMENT = read();

    private ManagementDescription() {}

    private static JsonNode read() {
        try (InputStream file = Objects.requireNonNull(ManagementRoot.class.getResourceAsStream("openapi.json"))) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The differences between a value and a named schema. */
    static List<String> problems(String schema, JsonNode value) {
        return JsonSchema.problems(DOCUMENT, DOCUMENT.at("/components/schemas/" + schema), value);
    }

    /** The differences between an answer and the documented one. */
    static List<String> problems(String method, String path, int status, JsonNode value) {
        JsonNode answer = operation(method, path).path("responses").path(Integer.toString(status));
        JsonNode schema = answer.path("content").path("application/json").path("schema");
        return schema.isMissingNode()
                ? List.of("no answer " + status + " of " + method + " " + path + " is documented")
                : JsonSchema.problems(DOCUMENT, schema, value);
    }

    /** The operation of a path with values: of the templates that it matches the one with the longest fixed text. */
    private static JsonNode operation(String method, String path) {
        String sent = path.replaceFirst("\\?.*", "");
        JsonNode found = DOCUMENT.path("none");
        int longest = 0;
        for (Map.Entry<String, JsonNode> each : DOCUMENT.get("paths").properties()) {
            String fixed = each.getKey().replaceFirst("\\{.*", "");
            Pattern pattern =
                    Pattern.compile(each.getKey().replace("{name}", "[^?]+").replaceAll("\\{[a-z]+}", "[^/?]+"));
            if (pattern.matcher(sent).matches() && fixed.length() > longest) {
                longest = fixed.length();
                found = each.getValue().path(method);
            }
        }
        return found;
    }
}
