package dev.berth.registry.jdbi.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Annotations as the database keeps them: JSON of ASCII characters, in a column of type json. Text that PostgreSQL
 * would refuse elsewhere (NUL, halves of surrogate pairs) survives there, being escaped.
 */
public final class Annotations {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Annotations() {}

    public static String format(Map<String, String> annotations) {
        try {
            return MAPPER.writeValueAsString(annotations);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text is always JSON", e);
        }
    }

    static Map<String, String> parse(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("annotations in the database are no JSON object of texts", e);
        }
    }
}
