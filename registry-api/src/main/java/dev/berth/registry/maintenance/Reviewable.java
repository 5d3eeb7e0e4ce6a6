package dev.berth.registry.maintenance;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import java.util.Objects;

/** Content that is kept while it has a holder, and reviewed when it may have lost the last one. */
public sealed interface Reviewable {

    /**
     * The kinds of content, in the order of collection: removing content releases only content of its own or a later
     * kind.
     */
    enum Kind {
        /**
         * A manifest: held by its tags, by indexes of its repository that list it, and, if it is a referrer, by its
         * subject.
         */
        MANIFEST,
        /** The link of a repository to a blob: held by manifests of the repository that need the blob. */
        LINK,
        /** A blob: held by the links to it. */
        BLOB
    }

    /** Its kind. */
    Kind kind();

    /** Its digest. */
    Digest digest();

    /** The manifest of this digest in a repository. */
    record OfManifest(RepositoryName repository, Digest digest) implements Reviewable {

        /** Refuses null. */
        public OfManifest {
            Objects.requireNonNull(repository, "repository");
            Objects.requireNonNull(digest, "digest");
        }

        @Override
        public Kind kind() {
            return Kind.MANIFEST;
        }
    }

    /** The link of a repository to the blob of this digest. */
    record OfLink(RepositoryName repository, Digest digest) implements Reviewable {

        /** Refuses null. */
        public OfLink {
            Objects.requireNonNull(repository, "repository");
            Objects.requireNonNull(digest, "digest");
        }

        @Override
        public Kind kind() {
            return Kind.LINK;
        }
    }

    /** The blob of this digest. */
    record OfBlob(Digest digest) implements Reviewable {

        /** Refuses null. */
        public OfBlob {
            Objects.requireNonNull(digest, "digest");
        }

        @Override
        public Kind kind() {
            return Kind.BLOB;
        }
    }
}
