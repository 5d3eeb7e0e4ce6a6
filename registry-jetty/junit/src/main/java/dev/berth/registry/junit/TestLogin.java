package dev.berth.registry.junit;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A user with all permissions, by password or by a token that the password is exchanged for. */
final class TestLogin implements AccessController {
    static final String TOKEN_PATH = "/token";

    private final String user;
    private final String password;
    private final boolean tokens;
    private final AtomicLong issued = new AtomicLong();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    TestLogin(String user, String password, boolean tokens) {
        this.user = user;
        this.password = password;
        this.tokens = tokens;
    }

    /** A token for the credentials in this header field; empty when they are wrong. */
    Optional<String> token(@Nullable String authorization) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        if (!("Basic " + Base64.getEncoder().encodeToString(pair)).equals(authorization)) {
            return Optional.empty();
        }
        String token = "test-token-" + issued.incrementAndGet();
        known.add(token);
        return Optional.of(token);
    }

    @Override
    public Authentication authenticate(Credentials credentials) {
        return authenticate(credentials, Set.of());
    }

    @Override
    public Authentication authenticate(Credentials credentials, Set<Permission> needed) {
        return isKnown(credentials)
                ? new Authentication.Authenticated(new Caller(user, Set.of()))
                : new Authentication.Refused(challenge(needed));
    }

    private boolean isKnown(Credentials credentials) {
        if (tokens) {
            return credentials instanceof Credentials.Bearer bearer && known.contains(bearer.token());
        }
        return credentials instanceof Credentials.Basic basic
                && basic.user().equals(user)
                && basic.password().equals(password);
    }

    private Challenge challenge(Set<Permission> needed) {
        return tokens
                ? new Challenge(
                        "Bearer realm=\"" + Challenge.ORIGIN + TOKEN_PATH + "\",service=\"registry\"" + scope(needed),
                        "a token is required")
                : new Challenge("Basic realm=\"registry\"", "a password is required");
    }

    private static String scope(Set<Permission> needed) {
        Set<String> scopes = needed.stream()
                .filter(Permission.OnRepository.class::isInstance)
                .map(Permission.OnRepository.class::cast)
                .map(on -> "repository:" + on.repository() + ":" + name(on.action()))
                .collect(Collectors.toCollection(TreeSet::new));
        return scopes.isEmpty() ? "" : ",scope=\"" + String.join(" ", scopes) + "\"";
    }

    private static String name(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Decision decide(Caller caller, Set<Permission> needed) {
        return new Decision.Allowed();
    }
}
