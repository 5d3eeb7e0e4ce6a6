package dev.berth.registry.access;

import java.util.Set;

/** Decides who calls and what they may do. Safe for use by any number of threads; answers quickly or not at all. */
public interface AccessController {

    /** Who calls, by what the request carries. Wrong credentials are challenged, none may make an anonymous caller. */
    Authentication authenticate(Credentials credentials);

    /**
     * The same, where it is known what the request is going to need: a refusal may say so, that the client can ask for
     * it. It allows nothing.
     */
    default Authentication authenticate(Credentials credentials, Set<Permission> needed) {
        return authenticate(credentials);
    }

    /** Whether the caller may do all of this. */
    Decision decide(Caller caller, Set<Permission> needed);
}
