package dev.berth.registry.access;

import java.util.Set;

/** Access control that allows every request without authentication. */
public final class OpenAccess implements AccessController {

    @Override
    public Authentication authenticate(Credentials credentials) {
        return new Authentication.Authenticated(Caller.ANONYMOUS);
    }

    @Override
    public Decision decide(Caller caller, Set<Permission> needed) {
        return new Decision.Allowed();
    }
}
