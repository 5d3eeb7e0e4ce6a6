package dev.berth.registry.access;

import java.util.Set;

/** Authenticates callers and authorizes their requests. Safe for use by any number of threads; must answer quickly. */
public interface AccessController {

    /**
     * Authenticates the caller by the credentials of the request. Wrong credentials are challenged; a request without
     * credentials may be anonymous.
     */
    Authentication authenticate(Credentials credentials);

    /**
     * Authenticates with the permissions the request will need, so that a challenge can name them. This grants nothing.
     */
    default Authentication authenticate(Credentials credentials, Set<Permission> needed) {
        return authenticate(credentials);
    }

    /** Decides whether the caller has all of these permissions. A permission unknown to the controller is denied. */
    Decision decide(Caller caller, Set<Permission> needed);
}
