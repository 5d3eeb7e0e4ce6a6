package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What became of {@link ManifestStore#put}. */
public sealed interface PutOutcome {

    /** It is stored, and its tags name it. */
    record Stored() implements PutOutcome {}

    /** Nothing was stored, for these references are not there. */
    record Missing(SortedSet<Digest> digests) implements PutOutcome {

        /** Copies the digests. */
        public Missing {
            digests = Collections.unmodifiableSortedSet(new TreeSet<>(digests));
        }
    }

    /**
     * Nothing was stored, for these references are not what they are said to be.
     *
     * @param stored each with the size, and of a manifest the type, that is stored
     */
    record Contradicted(Set<ManifestReference> stored) implements PutOutcome {

        /** Copies the references. */
        public Contradicted {
            stored = Set.copyOf(stored);
        }
    }

    /** Nothing was stored, for these tags are immutable and name another manifest. */
    record Immutable(SortedSet<Tag> tags) implements PutOutcome {

        /** Copies the tags. */
        public Immutable {
            tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        }
    }
}
