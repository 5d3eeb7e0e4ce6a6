package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.migration.Fingerprints;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The content imported into a {@link MemoryTables}. Changed under its write lock only. */
final class ImportTables {
    final SortedRows<Source> sources = new SortedRows<>();
    /** Blobs kept for the source, in any repository. */
    final Set<Digest> kept = ConcurrentHashMap.newKeySet();

    /** The imported content of a repository or a folder. */
    static final class Source {
        final Set<Digest> manifests = ConcurrentHashMap.newKeySet();
        final Set<Digest> links = ConcurrentHashMap.newKeySet();
        final Map<Tag, Digest> tags = new ConcurrentHashMap<>();
        Fingerprints fingerprints = Fingerprints.NONE;
        boolean finished;
        String claimant = "";
        Instant claimedUntil = Instant.MIN;
    }

    /** The source of this name, created if it does not exist. */
    Source source(String name) {
        return sources.find(name).orElseGet(() -> {
            Source created = new Source();
            sources.put(name, created);
            return created;
        });
    }

    boolean broughtManifest(RepositoryName repository, Digest digest) {
        return sources.find(repository.value())
                .filter(source -> source.manifests.contains(digest))
                .isPresent();
    }

    boolean broughtLink(RepositoryName repository, Digest digest) {
        return sources.find(repository.value())
                .filter(source -> source.links.contains(digest))
                .isPresent();
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    Set<String> forgetSources() {
        Set<String> names = Set.copyOf(sources.names());
        names.forEach(sources::remove);
        return names;
    }

    void clear() {
        forgetSources();
        kept.clear();
    }
}
