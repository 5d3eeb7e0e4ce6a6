package dev.berth.registry.http;

import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.model.RepositoryName;
import java.util.HashSet;
import java.util.Set;

/**
 * What is done when a method meets an endpoint.
 *
 * @param needs what the caller must be allowed to do there
 */
record Operation(Needs needs, Handler handler) {

    /**
     * What a client is told to ask for: with a mount, also to pull from its source, without which it copies instead.
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

    /** What a caller must be allowed to do. */
    enum Needs {
        /** Nothing beyond being let in. */
        ENTRY,
        CATALOG,
        PULL,
        /** Pushing implies looking what is there, as the scopes of the Docker token protocol have it. */
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
