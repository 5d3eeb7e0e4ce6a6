package dev.berth.registry.access;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.Objects;

/** A permission a request needs. */
public sealed interface Permission {

    /** An operation on a repository. */
    record OnRepository(RepositoryName repository, Action action) implements Permission {

        /** Refuses null. */
        public OnRepository {
            Objects.requireNonNull(repository, "repository");
            Objects.requireNonNull(action, "action");
        }
    }

    /**
     * Setting or removing a tag. Needed in addition to the same action on its repository, so a controller without rules
     * for tags grants both together.
     */
    record OnTag(RepositoryName repository, Tag tag, Action action) implements Permission {

        /** Refuses null and actions other than PUSH and DELETE. */
        public OnTag {
            Objects.requireNonNull(repository, "repository");
            Objects.requireNonNull(tag, "tag");
            changing(action);
        }
    }

    /**
     * Moving an existing tag to another manifest, needed in addition to {@link OnTag}. Without it a caller may set a
     * tag for the first time, and again to the same manifest.
     */
    record OnTakenTag(RepositoryName repository, Tag tag) implements Permission {

        /** Refuses null. */
        public OnTakenTag {
            Objects.requireNonNull(repository, "repository");
            Objects.requireNonNull(tag, "tag");
        }
    }

    /** Setting or removing any tag, needed to delete a manifest by its digest. Otherwise as {@link OnTag}. */
    record OnEveryTag(RepositoryName repository, Action action) implements Permission {

        /** Refuses null and actions other than PUSH and DELETE. */
        public OnEveryTag {
            Objects.requireNonNull(repository, "repository");
            changing(action);
        }
    }

    private static void changing(Action action) {
        if (action != Action.PUSH && action != Action.DELETE) {
            throw new IllegalArgumentException("tags are pushed and deleted, not: " + action);
        }
    }

    /** All operations. No request needs it; a caller may be granted it. */
    record OnEverything() implements Permission {}

    /**
     * An operation on every repository below a path, the repository at the path not included. Controllers that know
     * repositories only one by one deny it.
     */
    record OnNamespace(RepositoryName path, Action action) implements Permission {

        /** Refuses null. */
        public OnNamespace {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(action, "action");
        }
    }

    /** Reading figures about the registry as a whole. */
    record OnStatistics() implements Permission {}

    /** Listing the repositories. */
    record OnCatalog() implements Permission {}

    /**
     * Administration of the registry as a whole. It includes no repository, and {@link AdministrativeAction#WRITE} does
     * not include {@link AdministrativeAction#READ}.
     */
    record OnAdministration(AdministrativeAction operation) implements Permission {

        /** Refuses null. */
        public OnAdministration {
            Objects.requireNonNull(operation, "operation");
        }
    }
}
