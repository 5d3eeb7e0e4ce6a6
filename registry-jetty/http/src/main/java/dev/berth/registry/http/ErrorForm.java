package dev.berth.registry.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.RegistryError;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The forms of errors. */
public enum ErrorForm {
    /** A list of errors with codes (OCI Distribution Specification, "Error Codes"). */
    REGISTRY("application/json") {
        @Override
        void write(int status, List<RegistryError> errors, JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeArrayFieldStart("errors");
            for (RegistryError error : errors) {
                json.writeStartObject();
                json.writeStringField("code", error.code().name());
                json.writeStringField("message", error.message());
                detail("detail", error, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    },
    /** Problem details (RFC 9457) of the first error, with its code and the values it names. */
    PROBLEM("application/problem+json") {
        @Override
        void write(int status, List<RegistryError> errors, JsonGenerator json) throws IOException {
            RegistryError error = errors.get(0);
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title(status));
            json.writeNumberField("status", status);
            json.writeStringField("detail", error.message());
            json.writeStringField("code", error.code().name());
            detail("values", error, json);
            json.writeEndObject();
        }
    };

    private final String mediaType;

    ErrorForm(String mediaType) {
        this.mediaType = mediaType;
    }

    HttpHeader contentType() {
        return new HttpHeader(HeaderName.CONTENT_TYPE, mediaType);
    }

    HttpBody body(int status, List<RegistryError> errors) {
        return Json.body(json -> write(status, errors, json));
    }

    abstract void write(int status, List<RegistryError> errors, JsonGenerator json) throws IOException;

    private static void detail(String name, RegistryError error, JsonGenerator json) throws IOException {
        if (error.detail().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : error.detail().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    /** The title of a problem of the type about:blank is the reason phrase of its status (RFC 9457, section 4.2.1). */
    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Refused";
        };
    }
}
