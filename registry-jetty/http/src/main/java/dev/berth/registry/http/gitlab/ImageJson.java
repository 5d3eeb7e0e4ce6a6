package dev.berth.registry.http.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.TaggedImage.Image;
import dev.berth.registry.TaggedImage.ImageConfig;
import dev.berth.registry.TaggedImage.ImagePlatform;
import java.io.IOException;
import java.util.Optional;

/** An image and what it lists, as the details of a tag show them. */
final class ImageJson {
    private ImageJson() {}

    static void write(Image image, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (image.size().isPresent()) {
            json.writeNumberField("size_bytes", image.size().getAsLong());
        }
        json.writeObjectFieldStart("manifest");
        json.writeStringField("digest", image.digest().toString());
        json.writeStringField("media_type", image.mediaType().value());
        if (!image.listed().isEmpty()) {
            json.writeArrayFieldStart("references");
            for (Image listed : image.listed()) {
                write(listed, json);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        if (image.config().isPresent()) {
            write(image.config().get(), json);
        }
        json.writeEndObject();
    }

    private static void write(ImageConfig config, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("config");
        json.writeStringField("digest", config.digest().toString());
        json.writeStringField("media_type", config.mediaType().value());
        if (config.platform().isPresent()) {
            write(config.platform().get(), json);
        }
        json.writeEndObject();
    }

    private static void write(ImagePlatform platform, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("platform");
        json.writeStringField("architecture", platform.architecture());
        json.writeStringField("os", platform.operatingSystem());
        write("variant", platform.variant(), json);
        write("os_version", platform.version(), json);
        json.writeEndObject();
    }

    private static void write(String name, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}
