package dev.berth.registry.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryError;
import dev.berth.registry.RegistryException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Refusals as clients read them (OCI Distribution Specification, "Error Codes"). */
final class ErrorAnswer {
    private static final HttpHeader RETRY_AFTER = new HttpHeader(HeaderName.RETRY_AFTER, "5");

    private ErrorAnswer() {}

    static HttpAnswer.Builder of(RegistryException refused) {
        HttpAnswer.Builder answer = of(statusOf(refused), refused.errors());
        if (refused instanceof Refusal refusal) {
            answer.with(refusal.headers());
        }
        boolean isLater = answer.status() == 503 || answer.status() == 429;
        if (isLater && !answer.has(HeaderName.RETRY_AFTER)) {
            answer.with(RETRY_AFTER);
        }
        return answer;
    }

    static HttpAnswer.Builder of(int status, ErrorCode code, String message) {
        return of(status, List.of(new RegistryError(code, message, Map.of())));
    }

    private static HttpAnswer.Builder of(int status, List<RegistryError> errors) {
        return HttpAnswer.of(status).with(Json.CONTENT_TYPE).body(Json.body(json -> write(errors, json)));
    }

    private static int statusOf(RegistryException refused) {
        return refused instanceof Refusal refusal ? refusal.status() : ErrorStatus.of(refused.code());
    }

    private static void write(List<RegistryError> errors, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("errors");
        for (RegistryError error : errors) {
            write(error, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(RegistryError error, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", error.code().name());
        json.writeStringField("message", error.message());
        if (!error.detail().isEmpty()) {
            json.writeObjectFieldStart("detail");
            for (Map.Entry<String, String> entry : error.detail().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
