package dev.berth.registry.engine.manifest;

import dev.berth.registry.model.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Manifests as real tools write them. */
enum ManifestSample {
    DOCKER_IMAGE("docker-image.json", MediaType.DOCKER_MANIFEST),
    DOCKER_LIST("docker-list.json", MediaType.DOCKER_MANIFEST_LIST),
    DOCKER_FOREIGN_LAYER("docker-foreign-layer.json", MediaType.DOCKER_MANIFEST),
    BUILDKIT_CACHE("buildkit-cache.json", MediaType.OCI_INDEX),
    BUILDKIT_ATTESTATION("buildkit-attestation.json", MediaType.OCI_INDEX),
    HELM_CHART("helm-chart.json", MediaType.OCI_MANIFEST),
    COSIGN_SIGNATURE("cosign-signature.json", MediaType.OCI_MANIFEST),
    ORAS_ARTIFACT("oras-artifact.json", MediaType.OCI_MANIFEST),
    NONDISTRIBUTABLE_LAYER("nondistributable-layer.json", MediaType.OCI_MANIFEST);

    private final String file;
    private final String mediaType;

    ManifestSample(String file, MediaType mediaType) {
        this.file = file;
        this.mediaType = mediaType.value();
    }

    MediaType mediaType() {
        return new MediaType(mediaType);
    }

    byte[] bytes() {
        try (InputStream content = ManifestSample.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException("no sample " + file);
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ReadManifest read() {
        return new ManifestReader(10_000).read(Optional.of(mediaType()), ByteBuffer.wrap(bytes()));
    }
}
