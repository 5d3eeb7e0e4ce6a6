package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.TaggedImage.Image;
import dev.berth.registry.TaggedImage.ImageConfig;
import dev.berth.registry.TaggedImage.ImagePlatform;
import java.io.IOException;

/** An image and the images that it lists. */
final class ImageJson {
    private ImageJson() {}

    static void write(Image image, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("digest", image.digest().toString());
        json.writeStringField("media_type", image.mediaType().value());
        if (image.size().isPresent()) {
            json.writeNumberField("size_bytes", image.size().getAsLong());
        }
        if (image.config().isPresent()) {
            write(image.config().get(), json);
        }
        if (!image.listed().isEmpty()) {
            json.writeArrayFieldStart("images");
            for (Image listed : image.listed()) {
                write(listed, json);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(ImageConfig config, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("config");
        json.writeStringField("digest", config.digest().toString());
        json.writeStringField("media_type", config.mediaType().value());
        json.writeEndObject();
        if (config.platform().isPresent()) {
            write(config.platform().get(), json);
        }
    }

    private static void write(ImagePlatform platform, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("platform");
        json.writeStringField("architecture", platform.architecture());
        json.writeStringField("os", platform.operatingSystem());
        PageJson.optional("variant", platform.variant(), json);
        PageJson.optional("os_version", platform.version(), json);
        json.writeEndObject();
    }
}
