package dev.berth.registry.spi.maintenance;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why something is still there.
 *
 * @param holders the first of what holds it, by relation and name; empty when nothing does
 * @param more whether more hold it
 * @param review the review that is to come; what is not under review stays
 */
public record RetentionStatus(Reviewable thing, List<Holder> holders, boolean more, Optional<PendingReview> review) {

    /** How something holds something else. */
    public enum Relation {
        /** A tag names the manifest. */
        TAG,
        /** An index lists the manifest, or a blob's digest. */
        INDEX,
        /** The manifest is a referrer, and its subject is there. */
        SUBJECT,
        /** A manifest needs the blob. */
        MANIFEST,
        /** A repository is linked to the blob. */
        REPOSITORY
    }

    /**
     * Something that holds something else.
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

    /** Whether anything holds it. */
    public boolean isHeld() {
        return !holders.isEmpty();
    }
}
