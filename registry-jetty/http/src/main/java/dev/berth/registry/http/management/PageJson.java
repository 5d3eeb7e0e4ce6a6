package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Answers in JSON. */
final class PageJson {
    private PageJson() {}

    /** Writes an item. */
    @FunctionalInterface
    interface Item<T> {
        void write(T item, JsonGenerator json) throws IOException;
    }

    /**
     * A page of a list.
     *
     * @param next the cursor of the next page; empty for the last one
     */
    static <T> HttpAnswer page(List<T> items, Optional<String> next, Item<T> item) {
        return object(json -> {
            json.writeArrayFieldStart("items");
            for (T each : items) {
                item.write(each, json);
            }
            json.writeEndArray();
            optional("next", next, json);
        });
    }

    /** An answer with the members that are written. */
    static HttpAnswer object(Json.Writing members) {
        return HttpAnswer.of(200)
                .with(Json.CONTENT_TYPE)
                .body(Json.body(json -> {
                    json.writeStartObject();
                    members.to(json);
                    json.writeEndObject();
                }))
                .build();
    }

    /** Writes an item that is a name. */
    static void named(String name, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeEndObject();
    }

    /** Writes a member, if it has a value. */
    static void optional(String name, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}
