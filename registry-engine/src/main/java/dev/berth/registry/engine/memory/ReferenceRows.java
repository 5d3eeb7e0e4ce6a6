package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The references of the manifests of one repository, by digest. Changed under the write lock of its ledger only. */
final class ReferenceRows {
    private final Map<Digest, Map<Digest, Target>> byTarget = new ConcurrentHashMap<>();

    /** The manifests that need this content, with their kind of reference. */
    Map<Digest, Target> to(Digest target) {
        return byTarget.getOrDefault(target, Map.of());
    }

    /** True when a manifest needs this digest. */
    boolean isReferenced(Digest target) {
        return byTarget.containsKey(target);
    }

    /** True when an index lists the manifest of this digest. */
    boolean isListed(Digest target) {
        return to(target).containsValue(Target.MANIFEST_OR_BLOB);
    }

    void add(Digest manifest, Set<ManifestReference> references) {
        for (ManifestReference reference : references) {
            byTarget.computeIfAbsent(reference.digest(), target -> new ConcurrentHashMap<>())
                    .put(manifest, reference.target());
        }
    }

    void remove(Digest manifest, Set<ManifestReference> references) {
        for (ManifestReference reference : references) {
            byTarget.computeIfPresent(reference.digest(), (target, needed) -> {
                needed.remove(manifest);
                return needed.isEmpty() ? null : needed;
            });
        }
    }
}
