package dev.berth.registry.jetty.protocol;

import dev.berth.registry.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Small manifests as text. */
final class Manifests {
    static final String OCI_IMAGE = "application/vnd.oci.image.manifest.v1+json";
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    static final String DOCKER_IMAGE = "application/vnd.docker.distribution.manifest.v2+json";
    static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    private Manifests() {}

    static byte[] image(Digest config, long configSize, Digest layer, long layerSize) {
        return image(OCI_IMAGE, config, configSize, layer, layerSize, "");
    }

    /** @param more further members, each with a comma before it */
    static byte[] image(String type, Digest config, long configSize, Digest layer, long layerSize, String more) {
        return bytes("{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", config, configSize, "") + ",\"layers\":["
                + descriptor("application/vnd.oci.image.layer.v1.tar", layer, layerSize, "") + "]" + more + "}");
    }

    static byte[] index(String type, String... descriptors) {
        return bytes("{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"manifests\":["
                + Arrays.stream(descriptors).collect(Collectors.joining(",")) + "]}");
    }

    static String descriptor(String type, Digest digest, long size, String more) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + more + "}";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
