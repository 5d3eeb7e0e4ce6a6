package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The outcome of {@link ManifestStore#put}. */
public sealed interface PutOutcome {

    /** It is stored, and its tags name it. */
    record Stored() implements PutOutcome {}

    /** Nothing was stored: these references are missing. */
    record Missing(SortedSet<Digest> digests) implements PutOutcome {

        /** Copies the digests. */
        public Missing {
            digests = Collections.unmodifiableSortedSet(new TreeSet<>(digests));
        }
    }

    /**
     * Nothing was stored: these references contradict the stored content.
     *
     * @param stored each with the stored size, and for a manifest the stored type
     */
    record Contradicted(Set<ManifestReference> stored) implements PutOutcome {

        /** Copies the references. */
        public Contradicted {
            stored = Set.copyOf(stored);
        }
    }

    /** Nothing was stored: these tags are immutable and name another manifest. */
    record Immutable(SortedSet<Tag> tags) implements PutOutcome {

        /** Copies the tags. */
        public Immutable {
            tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        }
    }
}
