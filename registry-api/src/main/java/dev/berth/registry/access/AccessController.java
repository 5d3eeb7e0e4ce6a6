package dev.berth.registry.access;

import java.util.Set;

/** Decides who calls and what they may do. Safe for use by any number of threads; answers quickly or not at all. */
public interface AccessController {

    /** Who calls, by what the request carries. Wrong credentials are challenged, none may make an anonymous caller. */
    Authentication authenticate(Credentials credentials);

    /** Whether the caller may do all of this. */
    Decision decide(Caller caller, Set<Permission> needed);
}
