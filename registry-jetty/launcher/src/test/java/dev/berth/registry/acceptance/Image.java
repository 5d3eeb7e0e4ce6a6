package dev.berth.registry.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An image that is made of a number: the same number, the same image. Its layers are no archives. */
record Image(List<Content> blobs, Content manifest) {
    static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One to four layers, each of at most {@code largest} bytes. */
    static Image of(long seed, int largest) {
        SplittableRandom random = new SplittableRandom(seed);
        ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MEDIA_TYPE);
        List<Content> blobs = new ArrayList<>();
        Content config = Content.of(("{\"architecture\":\"amd64\",\"os\":\"linux\",\"seed\":" + seed + "}")
                .getBytes(StandardCharsets.UTF_8));
        blobs.add(config);
        manifest.set("config", descriptor(CONFIG, config));
        ArrayNode layers = manifest.putArray("layers");
        for (int i = random.nextInt(4); i >= 0; i--) {
            byte[] bytes = new byte[1 + random.nextInt(largest)];
            random.nextBytes(bytes);
            Content layer = Content.of(bytes);
            blobs.add(layer);
            layers.add(descriptor(LAYER, layer));
        }
        return new Image(blobs, Content.of(bytes(manifest)));
    }

    private static ObjectNode descriptor(String mediaType, Content content) {
        return JSON.createObjectNode()
                .put("mediaType", mediaType)
                .put("digest", content.digest())
                .put("size", content.bytes().length);
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
