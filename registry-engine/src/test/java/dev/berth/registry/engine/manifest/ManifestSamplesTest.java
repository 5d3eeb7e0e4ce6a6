package dev.berth.registry.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Platform;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Manifests as real tools write them, whole and mangled. */
class ManifestSamplesTest {

    @Test
    void readsImages() {
        ReadManifest docker = ManifestSample.DOCKER_IMAGE.read();
        assertThat(docker.references())
                .hasSize(3)
                .extracting(ManifestReference::target)
                .containsExactly(Target.CONFIG, Target.BLOB, Target.BLOB);
        assertThat(docker.subject()).isEmpty();
        assertThat(ManifestSample.HELM_CHART.read().artifactType())
                .contains(new MediaType("application/vnd.cncf.helm.config.v1+json"));
    }

    @Test
    void readsIndexes() {
        ReadManifest list = ManifestSample.DOCKER_LIST.read();
        assertThat(list.references())
                .hasSize(3)
                .extracting(ManifestReference::target)
                .containsOnly(Target.MANIFEST_OR_BLOB);
        assertThat(list.children())
                .extracting(ListedContent::platform)
                .contains(Optional.of(Platform.LINUX_AMD64), Optional.of(new Platform("windows", "amd64")));
        assertThat(ManifestSample.BUILDKIT_CACHE.read().references()).hasSize(3);
        assertThat(ManifestSample.BUILDKIT_ATTESTATION.read().references()).hasSize(2);
    }

    @Test
    void readsReferrers() {
        ReadManifest artifact = ManifestSample.ORAS_ARTIFACT.read();
        assertThat(artifact.subject()).isPresent();
        assertThat(artifact.artifactType()).contains(new MediaType("application/spdx+json"));
        assertThat(artifact.annotations()).containsKey("org.opencontainers.image.created");
        ReadManifest signature = ManifestSample.COSIGN_SIGNATURE.read();
        assertThat(signature.subject()).isEmpty();
        assertThat(signature.references()).hasSize(2);
    }

    @Test
    void demandsNoContentThatLivesElsewhere() {
        assertThat(ManifestSample.DOCKER_FOREIGN_LAYER.read().references()).hasSize(2);
        assertThat(ManifestSample.DOCKER_FOREIGN_LAYER.read().elsewhere()).hasSize(1);
        assertThat(ManifestSample.NONDISTRIBUTABLE_LAYER.read().references()).hasSize(1);
        assertThat(ManifestSample.NONDISTRIBUTABLE_LAYER.read().elsewhere()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void refusesMangledOnesInOrder(ManifestSample sample) {
        Seed seed = Seed.of(getClass());
        Generated generated = new Generated(seed.random());
        ManifestReader reader = new ManifestReader(100);
        for (int round = 0; round < 3_000; round++) {
            byte[] mangled = mangled(sample.bytes(), generated);
            try {
                ReadManifest read = reader.read(Optional.of(sample.mediaType()), ByteBuffer.wrap(mangled));
                assertThat(read.mediaType()).as("%s", seed).isEqualTo(sample.mediaType());
            } catch (RegistryException refused) {
                assertThat(refused.errors()).as("%s", seed).isNotEmpty();
            }
        }
    }

    private static byte[] mangled(byte[] sample, Generated generated) {
        byte[] mangled = Arrays.copyOf(sample, sample.length - generated.below(generated.oneIn(4) ? 50 : 1));
        for (int changes = 1 + generated.below(4); changes > 0; changes--) {
            int place = generated.below(mangled.length);
            mangled[place] = generated.oneIn(2)
                    ? (byte) "{}[]\",:-0219eE.tfn\\u \n".charAt(generated.below(22))
                    : (byte) generated.below(256);
            if (generated.oneIn(3)) {
                int from = generated.below(mangled.length);
                int length = generated.below(Math.min(100, mangled.length - from));
                System.arraycopy(sample, from, mangled, generated.below(mangled.length - length), length);
            }
        }
        return mangled;
    }
}
