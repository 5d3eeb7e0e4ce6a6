package com.example;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The users of the application in its registry: all of them pull, those with the role PUBLISHER push and delete. */
final class SpringAccess implements AccessController {
    private static final Challenge LOGIN =
            new Challenge("Basic realm=\"registry\"", "a user and a password are required");
    private static final String PUBLISHER = "ROLE_PUBLISHER";

    private final UserDetailsService users;
    private final PasswordEncoder passwords;

    SpringAccess(UserDetailsService users, PasswordEncoder passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    @Override
    public Authentication authenticate(Credentials credentials) {
        if (credentials instanceof Credentials.Basic basic && isPasswordOf(basic)) {
            return new Authentication.Authenticated(new Caller(basic.user(), Set.of()));
        }
        return new Authentication.Refused(LOGIN);
    }

    private boolean isPasswordOf(Credentials.Basic basic) {
        return find(basic.user())
                .filter(UserDetails::isEnabled)
                .filter(user -> passwords.matches(basic.password(), user.getPassword()))
                .isPresent();
    }

    @Override
    public Decision decide(Caller caller, Set<Permission> needed) {
        boolean isPublisher = find(caller.name())
                .map(user -> AuthorityUtils.authorityListToSet(user.getAuthorities()))
                .filter(roles -> roles.contains(PUBLISHER))
                .isPresent();
        boolean isAllowed = isPublisher || needed.stream().allMatch(SpringAccess::isReading);
        return isAllowed ? new Decision.Allowed() : new Decision.Denied("pushing needs the role PUBLISHER");
    }

    private static boolean isReading(Permission permission) {
        return permission instanceof Permission.OnCatalog
                || (permission instanceof Permission.OnRepository on && on.action() == Action.PULL);
    }

    private Optional<UserDetails> find(String name) {
        try {
            return Optional.of(users.loadUserByUsername(name));
        } catch (UsernameNotFoundException e) {
            return Optional.empty();
        }
    }
}
