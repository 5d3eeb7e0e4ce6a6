package dev.berth.registry.access;

import dev.berth.registry.model.RepositoryName;
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

    /** To do whatever there is to do. No request needs it; a caller may be granted it. */
    record OnEverything() implements Permission {}

    /** To list the repositories. */
    record OnCatalog() implements Permission {}
}
