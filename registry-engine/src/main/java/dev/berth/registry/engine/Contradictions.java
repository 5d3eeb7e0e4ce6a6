package dev.berth.registry.engine;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryError;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.spi.metadata.ManifestReference;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Descriptors whose size or type contradicts the content stored under their digest. Clients rely on the descriptor and
 * would fail at every pull.
 */
final class Contradictions {
    private Contradictions() {}

    /** The same references, of which nothing is compared. */
    static Set<ManifestReference> ignored(Set<ManifestReference> references) {
        Set<ManifestReference> ignored = new HashSet<>();
        references.forEach(said -> ignored.add(new ManifestReference(said.digest(), said.target())));
        return ignored;
    }

    /** Each error names a reference, its values in the manifest, and the stored values. */
    static RegistryException refusal(Set<ManifestReference> said, Set<ManifestReference> stored) {
        Map<Digest, ManifestReference> byDigest = new HashMap<>();
        said.forEach(reference -> byDigest.put(reference.digest(), reference));
        List<RegistryError> errors = stored.stream()
                .sorted(Comparator.comparing(reference -> reference.digest().toString()))
                .map(reference -> error(byDigest.getOrDefault(reference.digest(), reference), reference))
                .toList();
        return new RegistryException(errors, null);
    }

    private static RegistryError error(ManifestReference said, ManifestReference stored) {
        return said.size().equals(stored.size()) ? ofType(said, stored) : ofSize(said, stored);
    }

    private static RegistryError ofSize(ManifestReference said, ManifestReference stored) {
        String saidSize = Long.toString(said.size().orElse(0));
        String storedSize = Long.toString(stored.size().orElse(0));
        return new RegistryError(
                ErrorCode.MANIFEST_INVALID,
                "the manifest declares " + said.digest() + " with " + saidSize + " bytes, but its stored size is "
                        + storedSize,
                Map.of("digest", said.digest().toString(), "size", saidSize, "stored", storedSize));
    }

    private static RegistryError ofType(ManifestReference said, ManifestReference stored) {
        String saidType = said.mediaType().map(MediaType::value).orElse("");
        String storedType = stored.mediaType().map(MediaType::value).orElse("");
        return new RegistryError(
                ErrorCode.MANIFEST_INVALID,
                "the index declares " + said.digest() + " as type " + saidType + ", but its stored type is "
                        + storedType,
                Map.of("digest", said.digest().toString(), "mediaType", saidType, "stored", storedType));
    }
}
