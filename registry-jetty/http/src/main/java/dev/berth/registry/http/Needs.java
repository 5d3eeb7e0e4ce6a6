package dev.berth.registry.http;

import dev.berth.registry.access.Action;
import dev.berth.registry.access.AdministrativeAction;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.field.Query;
import java.util.Set;

/** The permissions that an operation takes, before its handler runs. */
@FunctionalInterface
public interface Needs {
    /** No authentication: credentials are not even read. */
    Needs NOTHING = new Needs() {
        @Override
        public Set<Permission> of(Route route, Query query) {
            return Set.of();
        }

        @Override
        public boolean isPublic() {
            return true;
        }
    };

    /** Authentication, and no permission. */
    Needs ENTRY = (route, query) -> Set.of();

    /** To list the repositories. */
    Needs CATALOG = (route, query) -> Set.of(new Permission.OnCatalog());

    /** To show the state of the registry as a whole. */
    Needs ADMINISTRATION = (route, query) -> Set.of(new Permission.OnAdministration(AdministrativeAction.READ));

    /** To change the state of the registry as a whole. */
    Needs ADMINISTRATION_CHANGE = (route, query) -> Set.of(new Permission.OnAdministration(AdministrativeAction.WRITE));

    /** To pull from the repository in the path. */
    Needs PULL = (route, query) -> Set.of(route.permission(Action.PULL));

    /** To push, which includes to pull, as in the scopes of the Docker token protocol. */
    Needs PUSH = (route, query) -> Set.of(route.permission(Action.PULL), route.permission(Action.PUSH));

    /** To delete in the repository in the path. */
    Needs DELETE = (route, query) -> Set.of(route.permission(Action.DELETE));

    /** The permissions without which the request is refused. */
    Set<Permission> of(Route route, Query query);

    /** The permissions that a challenge names: those needed, and others that let the client do better. */
    default Set<Permission> requested(Route route, Query query) {
        return of(route, query);
    }

    /** True when the operation is for everyone, without authentication. */
    default boolean isPublic() {
        return false;
    }
}
