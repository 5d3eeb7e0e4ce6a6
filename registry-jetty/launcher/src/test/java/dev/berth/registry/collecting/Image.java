package dev.berth.registry.collecting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.MediaType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A manifest and all it takes to push it.
 *
 * @param blobs the blobs it needs, as bytes; the first is its config
 * @param children the manifests it lists, if it is an index
 * @param subject its subject
 */
record Image(Digest digest, String manifest, List<byte[]> blobs, List<Image> children, Optional<Digest> subject) {

    static Image of(List<byte[]> blobs, Optional<Image> subject) {
        String layers = blobs.stream()
                .skip(1)
                .map(blob -> descriptor("application/vnd.oci.image.layer.v1.tar", digest(blob), blob.length))
                .collect(Collectors.joining(","));
        byte[] config = blobs.get(0);
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", digest(config), config.length)
                + ",\"layers\":[" + layers + "]"
                + subject.map(image -> ",\"subject\":" + image.descriptor()).orElse("") + "}";
        return of(manifest, blobs, List.of(), subject.map(Image::digest));
    }

    static Image index(List<Image> children) {
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_INDEX + "\",\"manifests\":["
                + children.stream().map(Image::descriptor).collect(Collectors.joining(",")) + "]}";
        return of(manifest, List.of(), children, Optional.empty());
    }

    private static Image of(String manifest, List<byte[]> blobs, List<Image> children, Optional<Digest> subject) {
        return new Image(digest(manifest.getBytes(UTF_8)), manifest, blobs, children, subject);
    }

    ByteBuffer content() {
        return ByteBuffer.wrap(manifest.getBytes(UTF_8));
    }

    static Digest digest(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
    }

    private String descriptor() {
        MediaType type = children.isEmpty() ? MediaType.OCI_MANIFEST : MediaType.OCI_INDEX;
        return descriptor(type.value(), digest, manifest.length());
    }

    private static String descriptor(String mediaType, Digest digest, int size) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest + "\",\"size\":" + size + "}";
    }
}
