package dev.berth.registry.access;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.Objects;

/** Something a caller needs to be allowed. */
public sealed interface Permission {

    /** To do something with a repository. */
    record OnRepository(RepositoryName repository, Action action) implements Permission {

        /** Refuses null and CATALOG, which is not done with a repository. */
        public OnRepository {
            Objects.requireNonNull(repository, "repository");
            if (action == Action.CATALOG) {
                throw new IllegalArgumentException("the catalog is not part of a repository");
            }
        }
    }

    /**
     * To set or remove a tag. Needed beside the same action on its repository, so a controller without rules for tags
     * allows it to whoever it allows that.
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
     * To let a tag that names a manifest name another one, needed beside {@link OnTag}. Who lacks it may set the tag for
     * the first time, and again to the same.
     */
    record OnTakenTag(RepositoryName repository, Tag tag) implements Permission {

        /** Refuses null. */
        public OnTakenTag {
            Objects.requireNonNull(repository, "repository");
            Objects.requireNonNull(tag, "tag");
        }
    }

    /** To set or remove whatever tags there are, as deleting a manifest by its digest does. Otherwise as {@link OnTag}. */
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

    /** To do whatever there is to do. No request needs it; a caller may be granted it. */
    record OnEverything() implements Permission {}

    /** To list the repositories. */
    record OnCatalog() implements Permission {}
}
