package dev.berth.registry.maintenance;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The reason why content is retained.
 *
 * @param holders the first of its holders, by relation and name; empty when it is unreferenced
 * @param more true when there are more holders
 * @param review the pending review; content without one is kept
 */
public record RetentionStatus(Reviewable thing, List<Holder> holders, boolean more, Optional<PendingReview> review) {

    /** The relation of a holder to the content it holds. */
    public enum Relation {
        /** A tag names the manifest. */
        TAG,
        /** An index lists the manifest, or a blob's digest. */
        INDEX,
        /** The manifest is a referrer of an existing subject. */
        SUBJECT,
        /** A manifest needs the blob. */
        MANIFEST,
        /** A repository is linked to the blob. */
        REPOSITORY
    }

    /**
     * A holder of the content.
     *
     * @param name a tag, the wire form of a digest, or a repository
     */
    public record Holder(Relation relation, String name) {

        /** Refuses null. */
        public Holder {
            Objects.requireNonNull(relation, "relation");
            Objects.requireNonNull(name, "name");
        }
    }

    /** Copies the list. */
    public RetentionStatus {
        Objects.requireNonNull(thing, "thing");
        holders = List.copyOf(holders);
        Objects.requireNonNull(review, "review");
    }

    /** True when it has a holder. */
    public boolean isHeld() {
        return !holders.isEmpty();
    }
}
