package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StorageKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may have become garbage and since when, and what is to be deleted from storage: the work of a collector. Each
 * thing is there once, in the order of its time. Used under the write lock only.
 *
 * <p>That something is here says nothing but that it has to be looked at: it may have been referenced or touched since.
 */
final class Reviews {
    private final Map<Candidate, Instant> candidates = new LinkedHashMap<>();
    private final Map<StorageKey, Instant> deletions = new LinkedHashMap<>();

    /** Something that may have become garbage. */
    sealed interface Candidate {
        record OfManifest(RepositoryName repository, Digest digest) implements Candidate {}

        record OfLink(RepositoryName repository, Digest digest) implements Candidate {}

        record OfBlob(Digest digest) implements Candidate {}
    }

    /** The last time counts: the delay begins anew whenever the thing lost something that held it. */
    void review(Candidate candidate, Instant since) {
        candidates.remove(candidate);
        candidates.put(candidate, since);
    }

    void delete(StorageKey key, Instant since) {
        deletions.putIfAbsent(key, since);
    }

    Map<Candidate, Instant> candidates() {
        return Map.copyOf(candidates);
    }

    Map<StorageKey, Instant> deletions() {
        return Map.copyOf(deletions);
    }
}
