package dev.berth.registry.http;

import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.model.RepositoryName;
import java.util.HashSet;
import java.util.Set;

/**
 * The operation of a method on an endpoint.
 *
 * @param needs the permissions required there
 */
record Operation(Needs needs, Handler handler) {

    /**
     * The permissions named in the challenge: with a mount, also the pull from its source, without which it copies
     * instead.
     */
    Set<Permission> requested(Set<Permission> needed, Query query) {
        if (needs != Needs.PUSH || query.first("mount").isEmpty()) {
            return needed;
        }
        Set<Permission> requested = new HashSet<>(needed);
        query.first("from")
                .flatMap(RepositoryName::parse)
                .ifPresent(source -> requested.add(new Permission.OnRepository(source, Action.PULL)));
        return requested;
    }

    /** Does it. */
    interface Handler {
        HttpAnswer answer(AuthorizedRequest call);
    }

    /** The permissions an operation requires. */
    enum Needs {
        /** Nothing beyond being let in. */
        ENTRY,
        CATALOG,
        PULL,
        /** Push includes pull, as the scopes of the Docker token protocol have it. */
        PUSH,
        DELETE;

        Set<Permission> on(Route route) {
            return switch (this) {
                case ENTRY -> Set.of();
                case CATALOG -> Set.of(new Permission.OnCatalog());
                case PULL -> Set.of(permission(route, Action.PULL));
                case PUSH -> Set.of(permission(route, Action.PULL), permission(route, Action.PUSH));
                case DELETE -> Set.of(permission(route, Action.DELETE));
            };
        }

        private static Permission permission(Route route, Action action) {
            return new Permission.OnRepository(route.repository().orElseThrow(), action);
        }
    }
}
