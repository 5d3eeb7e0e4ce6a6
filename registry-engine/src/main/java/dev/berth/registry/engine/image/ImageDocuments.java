package dev.berth.registry.engine.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The documents of an image: its configuration and its manifest. */
record ImageDocuments(
        Platform platform, Map<String, String> labels, Map<String, String> annotations, List<String> entrypoint) {
    private static final JsonFactory JSON = new JsonFactory();

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    byte[] config(List<Digest> diffIds) {
        return document(json -> {
            json.writeStringField("architecture", platform.architecture());
            json.writeStringField("os", platform.operatingSystem());
            json.writeObjectFieldStart("config");
            if (!entrypoint.isEmpty()) {
                strings(json, "Entrypoint", entrypoint);
            }
            texts(json, "Labels", labels);
            json.writeEndObject();
            json.writeObjectFieldStart("rootfs");
            json.writeStringField("type", "layers");
            strings(json, "diff_ids", diffIds.stream().map(Digest::toString).toList());
            json.writeEndObject();
        });
    }

    byte[] manifest(Descriptor config, List<Descriptor> layers) {
        return document(json -> {
            json.writeNumberField("schemaVersion", 2);
            json.writeStringField("mediaType", MediaType.OCI_MANIFEST.value());
            json.writeFieldName("config");
            descriptor(json, config);
            json.writeArrayFieldStart("layers");
            for (Descriptor layer : layers) {
                descriptor(json, layer);
            }
            json.writeEndArray();
            texts(json, "annotations", annotations);
        });
    }

    private static byte[] document(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void descriptor(JsonGenerator json, Descriptor descriptor) throws IOException {
        json.writeStartObject();
        json.writeStringField("mediaType", descriptor.mediaType().value());
        json.writeStringField("digest", descriptor.digest().toString());
        json.writeNumberField("size", descriptor.size());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<String, String> value : values.entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
        }
    }
}
