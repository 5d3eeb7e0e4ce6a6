package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.RepositoryRows.ManifestRow;
import dev.berth.registry.engine.memory.TagRows.TagRow;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.metadata.StoredBlob;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Adds up what manifests of a repository need. Each digest is reached once, whatever lists it. */
final class SizeSum {
    private final RepositoryRows rows;
    private final Set<Digest> reached = new HashSet<>();
    private final Map<Digest, Long> manifests = new HashMap<>();
    private final Map<Digest, Long> configs = new HashMap<>();
    private final Map<Digest, Long> layers = new HashMap<>();

    private SizeSum(RepositoryRows rows) {
        this.rows = rows;
    }

    /** The layers all tags need, with their sizes. */
    static Map<Digest, Long> layers(RepositoryRows rows) {
        SizeSum sum = new SizeSum(rows);
        rows.tags.all().stream().map(TagRow::digest).forEach(sum::reach);
        return sum.layers;
    }

    /** Bytes of a manifest and everything it needs. */
    static long needed(RepositoryRows rows, Digest manifest) {
        SizeSum sum = new SizeSum(rows);
        sum.reach(manifest);
        Map<Digest, Long> all = new HashMap<>(sum.layers);
        all.putAll(sum.configs);
        all.putAll(sum.manifests);
        return all.values().stream().mapToLong(Long::longValue).sum();
    }

    private void reach(Digest root) {
        Deque<Digest> left = new ArrayDeque<>(Set.of(root));
        while (!left.isEmpty()) {
            Digest digest = left.remove();
            ManifestRow manifest = rows.manifests.get(digest);
            if (manifest != null && reached.add(digest)) {
                manifests.put(digest, (long) manifest.put().manifest().size());
                manifest.put().references().forEach(reference -> reach(reference, left));
            }
        }
    }

    private void reach(ManifestReference reference, Deque<Digest> left) {
        Digest digest = reference.digest();
        if (reference.target() == Target.MANIFEST_OR_BLOB && rows.manifests.containsKey(digest)) {
            left.add(digest);
        } else {
            Map<Digest, Long> kind = reference.target() == Target.CONFIG ? configs : layers;
            rows.links.find(digest).map(StoredBlob::size).ifPresent(size -> kind.put(digest, size));
        }
    }
}
