package dev.berth.registry.http.health;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.Needs;
import java.io.IOException;
import java.util.List;

/** The table of {@code /health/}, for all clients and without authentication: states, and no reasons. */
public final class HealthRoot {
    private HealthRoot() {}

    /** The table for these checks. */
    public static ApiRoot of(Health health) {
        ApiRoot.Builder root = ApiRoot.below("/health/").servedUnready();
        root.endpoint("/health/live").immediate().read(Needs.NOTHING, call -> answer(200, live()));
        root.endpoint("/health/ready").immediate().read(Needs.NOTHING, call -> {
            List<HealthStatus> status = health.status();
            return answer(code(status), ready(status, false));
        });
        return root.build();
    }

    private static HttpAnswer answer(int status, HttpBody body) {
        return HttpAnswer.of(status).with(Json.CONTENT_TYPE).body(body).build();
    }

    /** The status of the page {@code ready}: 200, or 503 unless all checks are ready. */
    public static int code(List<HealthStatus> checks) {
        return checks.stream().allMatch(HealthStatus::ready) ? 200 : 503;
    }

    /** The page {@code live}: the process answers. */
    public static HttpBody.Bytes live() {
        return Json.body(json -> {
            json.writeStartObject();
            json.writeStringField("status", "up");
            json.writeEndObject();
        });
    }

    /**
     * The page {@code ready}.
     *
     * @param withReasons false for pages that all clients can read, since reasons name hosts
     */
    public static HttpBody.Bytes ready(List<HealthStatus> checks, boolean withReasons) {
        return Json.body(json -> {
            json.writeStartObject();
            json.writeStringField("status", code(checks) == 200 ? "up" : "down");
            json.writeObjectFieldStart("checks");
            for (HealthStatus check : checks) {
                write(check, withReasons, json);
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void write(HealthStatus check, boolean withReasons, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(check.name());
        json.writeStringField("status", check.ready() ? "up" : "down");
        json.writeNumberField("duration_ms", check.took().toMillis());
        if (withReasons && check.reason().isPresent()) {
            json.writeStringField("reason", check.reason().get());
        }
        json.writeEndObject();
    }
}
