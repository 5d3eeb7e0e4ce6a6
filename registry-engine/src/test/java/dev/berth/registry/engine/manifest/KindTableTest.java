package dev.berth.registry.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.ArtifactKind.Rule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KindTableTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, application/vnd.oci.image.config.v1+json, application/vnd.oci.image.layer.v1.tar+gzip, image",
                "-, application/vnd.docker.container.image.v1+json, application/vnd.docker.image.rootfs.diff.tar.gzip,"
                        + " image",
                "-, application/vnd.cncf.helm.config.v1+json, application/vnd.cncf.helm.chart.content.v1.tar+gzip,"
                        + " helm-chart",
                "-, application/vnd.oci.image.config.v1+json, application/vnd.dev.cosign.simplesigning.v1+json,"
                        + " signature",
                "application/vnd.dev.sigstore.bundle.v0.3+json, application/vnd.oci.empty.v1+json, application/x,"
                        + " signature",
                "application/vnd.cncf.notary.signature, application/vnd.oci.empty.v1+json, application/jose+json,"
                        + " signature",
                "-, application/vnd.oci.image.config.v1+json, application/vnd.in-toto+json, attestation",
                "application/spdx+json, application/vnd.oci.empty.v1+json, application/octet-stream, sbom",
                "-, application/vnd.oci.image.config.v1+json, application/vnd.cyclonedx+json, sbom",
                "-, application/vnd.wasm.config.v0+json, application/wasm, wasm",
                "application/vnd.cncf.model.manifest.v1+json, application/vnd.cncf.model.config.v1+json,"
                        + " application/x, model",
                "-, application/vnd.ollama.x, application/vnd.ollama.image.model, model",
                "application/vnd.acme.rules, application/vnd.oci.empty.v1+json, application/json, other",
            })
    void readsKinds(String artifactType, String config, String layer, String kind) {
        assertThat(KindTable.defaults().kindOf(image(artifactType, config, layer)))
                .isEqualTo(new ArtifactKind(kind));
    }

    @Test
    void anIndexOfManifestsIsAMultiPlatformImage() {
        assertThat(KindTable.defaults().kindOf(index("application/vnd.oci.image.manifest.v1+json")))
                .isEqualTo(ArtifactKind.MULTI_PLATFORM_IMAGE);
        assertThat(KindTable.defaults().kindOf(index("application/vnd.buildkit.cacheconfig.v0")))
                .isEqualTo(ArtifactKind.OTHER);
    }

    @Test
    void additionsComeFirst() {
        KindTable table = KindTable.with(List.of(
                new Rule("application/vnd.acme.*", new ArtifactKind("rules")),
                new Rule(OCI_CONFIG, new ArtifactKind("own-image"))));

        assertThat(table.kindOf(image("application/vnd.acme.rules.v1", OCI_CONFIG, LAYER)))
                .isEqualTo(new ArtifactKind("rules"));
        assertThat(table.kindOf(image(null, OCI_CONFIG, LAYER))).isEqualTo(new ArtifactKind("own-image"));
        assertThatThrownBy(() -> new Rule("*", ArtifactKind.OTHER)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ReadManifest image(@Nullable String artifactType, String config, String layer) {
        String artifact = artifactType == null ? "" : "\"artifactType\":\"" + artifactType + "\",";
        return read("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\"," + artifact
                + "\"config\":" + descriptor(config, DIGEST) + ",\"layers\":["
                + descriptor(layer, "sha256:" + "b".repeat(64)) + "]}");
    }

    private static ReadManifest index(String child) {
        return read("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                + descriptor(child, DIGEST) + "]}");
    }

    private static String descriptor(String type, String digest) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":2}";
    }

    private static ReadManifest read(String json) {
        return new ManifestReader(100).read(Optional.empty(), ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }
}
