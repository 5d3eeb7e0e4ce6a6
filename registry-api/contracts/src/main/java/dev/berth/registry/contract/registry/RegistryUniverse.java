package dev.berth.registry.contract.registry;

import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The content of random steps on a registry, small enough for frequent conflicts. */
final class RegistryUniverse {
    static final String SIGNATURE = "application/vnd.example.signature";

    final List<RepositoryName> repositories =
            Stream.of("a/one", "a-one", "b").map(RepositoryName::new).toList();
    final List<Tag> tags = Stream.of("latest", "v1", "v1.0").map(Tag::new).toList();
    final List<byte[]> blobs =
            IntStream.range(0, 6).mapToObj(RegistryUniverse::blob).toList();
    final List<ManifestText> manifests = new ArrayList<>();

    RegistryUniverse() {
        for (int i = 0; i < 3; i++) {
            manifests.add(ManifestText.image(descriptor(i), descriptor(i + 1), descriptor(i + 2)));
        }
        Descriptor image = manifests.get(0).descriptor();
        ManifestText index = ManifestText.index(image, manifests.get(1).descriptor());
        manifests.add(index);
        manifests.add(ManifestText.index(index.descriptor(), manifests.get(2).descriptor(), descriptor(5)));
        manifests.add(ManifestText.image(descriptor(0)).about(image).ofType(SIGNATURE));
        manifests.add(
                ManifestText.image(descriptor(1)).about(index.descriptor()).annotated("by", "nobody"));
        manifests.add(ManifestText.index().about(image).ofType(SIGNATURE));
        manifests.add(ManifestText.image(descriptor(0)).without("layers"));
    }

    Digest digestOf(int blob) {
        return Digest.compute(
                blob % 2 == 0 ? DigestAlgorithm.SHA256 : DigestAlgorithm.SHA512, ByteBuffer.wrap(blobs.get(blob)));
    }

    private Descriptor descriptor(int blob) {
        return new Descriptor(RegistryClaims.LAYER, digestOf(blob), blobs.get(blob).length);
    }

    private static byte[] blob(int i) {
        byte[] content = new byte[i * 700];
        Arrays.fill(content, (byte) i);
        return content;
    }
}
