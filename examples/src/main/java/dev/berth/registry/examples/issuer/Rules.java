package dev.berth.registry.examples.issuer;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The permissions of users: anonymous pull below {@code public/}; each user may pull everything, do everything below
 * their own name, and list the catalog.
 */
final class Rules {
    private Rules() {}

    /** The granted part of the requested permissions; no user means anonymous. */
    static Set<String> granted(Optional<String> user, Scope asked) {
        Set<String> granted = new LinkedHashSet<>(asked.actions());
        granted.retainAll(allowed(user, asked));
        return granted;
    }

    private static Set<String> allowed(Optional<String> user, Scope asked) {
        if (asked.type().equals("registry")) {
            return user.isPresent() && asked.name().equals("catalog") ? Set.of("*") : Set.of();
        }
        if (!asked.type().equals("repository")) {
            return Set.of();
        }
        if (user.filter(name -> asked.name().startsWith(name + "/")).isPresent()) {
            return Set.of("pull", "push", "delete", "*");
        }
        return user.isPresent() || asked.name().startsWith("public/") ? Set.of("pull") : Set.of();
    }
}
