package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads answers of the management API. */
final class ApiAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 1_000;

    private ApiAnswer() {}

    /**
     * The JSON of an answer.
     *
     * @param where the server, for messages
     * @throws RefusedCall when the answer is a refusal
     */
    static JsonNode read(int status, byte[] body, String where) throws IOException {
        JsonNode json = parse(body);
        if (status == 200 && json.isObject()) {
            return json;
        }
        if (json.path("code").isTextual() && json.path("detail").isTextual()) {
            throw new RefusedCall(
                    json.get("code").asText(), shown(json.get("detail").asText()));
        }
        JsonNode error = json.path("errors").path(0);
        if (error.path("message").isTextual() && status != 404) {
            throw new RefusedCall(
                    error.path("code").asText(), shown(error.get("message").asText()));
        }
        throw new RefusedCall("", where + " answered " + status + " without the management API (api.enabled)");
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    /** Text of a server, without characters that control a terminal. */
    static String shown(String text) {
        String start = text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
