package dev.berth.registry.auth;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Allows anonymous pull of some repositories, with or without credentials; all other permissions are decided by another
 * controller. The API version check still requires a login, since most clients decide by it alone whether to send
 * credentials.
 */
public final class AnonymousPull implements AccessController {
    private final AccessController controller;
    private final List<Pattern> open;

    private AnonymousPull(AccessController controller, List<Pattern> open) {
        this.controller = controller;
        this.open = List.copyOf(open);
    }

    /**
     * Opens the repositories whose whole name one of the patterns matches.
     *
     * @param patterns regular expressions as RE2 has them, {@code public/.*} for example
     * @throws IllegalArgumentException naming the invalid pattern
     */
    public static AnonymousPull over(AccessController controller, List<String> patterns) {
        return new AnonymousPull(
                controller, patterns.stream().map(AnonymousPull::compile).toList());
    }

    @Override
    public Authentication authenticate(Credentials credentials) {
        return controller.authenticate(credentials);
    }

    @Override
    public Authentication authenticate(Credentials credentials, Set<Permission> needed) {
        return controller.authenticate(credentials, needed);
    }

    @Override
    public Decision decide(Caller caller, Set<Permission> needed) {
        Set<Permission> rest =
                needed.stream().filter(permission -> !isOpen(permission)).collect(Collectors.toSet());
        if (rest.isEmpty() && !needed.isEmpty()) {
            return new Decision.Allowed();
        }
        Decision decision = controller.decide(caller, rest);
        return decision instanceof Decision.Challenged ? controller.decide(caller, needed) : decision;
    }

    private boolean isOpen(Permission permission) {
        return permission instanceof Permission.OnRepository on
                && on.action() == Action.PULL
                && open.stream()
                        .anyMatch(pattern -> pattern.matches(on.repository().value()));
    }

    private static Pattern compile(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: '" + text + "': " + e.getDescription(), e);
        }
    }
}
