package dev.berth.registry.auth.token;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Account;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Docker token protocol: a bearer token grants the permissions of a caller, and a refused caller receives a
 * challenge with the missing scope. A token is checked when a request starts, so the request may last longer than the
 * token.
 *
 * <p>Tokens are JSON Web Tokens of at most 64 KiB, signed with RS, PS or ES 256, 384 or 512, or EdDSA.
 */
public final class TokenAccess implements AccessController {
    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_USER = 4096;

    private final TokenChallenge challenge;
    private final SignatureCheck signatures;
    private final ClaimsCheck claims;

    /** Accepts tokens signed with these keys. */
    public TokenAccess(TokenConfig settings, TokenKeys keys, Clock clock) {
        challenge = new TokenChallenge(settings);
        signatures = new SignatureCheck(keys, new ChainCheck(clock), settings.algorithms());
        claims = new ClaimsCheck(settings, clock);
    }

    @Override
    public Authentication authenticate(Credentials credentials) {
        return authenticate(credentials, Set.of());
    }

    @Override
    public Authentication authenticate(Credentials credentials, Set<Permission> needed) {
        if (credentials instanceof Credentials.None || credentials instanceof Credentials.Certificate) {
            return new Authentication.Authenticated(Caller.ANONYMOUS);
        }
        if (!(credentials instanceof Credentials.Bearer bearer)) {
            return new Authentication.Refused(challenge.missing(needed));
        }
        try {
            return new Authentication.Authenticated(caller(bearer.token()));
        } catch (BadToken e) {
            return new Authentication.Refused(challenge.invalid(needed, message(e)));
        }
    }

    @Override
    public Decision decide(Caller caller, Set<Permission> needed) {
        boolean knocksOnly = needed.isEmpty() && isWithoutToken(caller);
        if (knocksOnly || !needed.stream().allMatch(permission -> TagRules.isGranted(caller, permission))) {
            return new Decision.Challenged(lacking(caller, needed));
        }
        return needed.stream().anyMatch(permission -> TagRules.isBeyondLimits(caller, permission))
                ? new Decision.Denied("the token does not allow this tag")
                : new Decision.Allowed();
    }

    private Challenge lacking(Caller caller, Set<Permission> needed) {
        return isWithoutToken(caller) ? challenge.missing(needed) : challenge.insufficient(needed);
    }

    /**
     * A token without subject and access has an equal caller, and is more than no token: GitLab asks for the features
     * of a registry with one.
     */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isWithoutToken(Caller caller) {
        return caller == Caller.ANONYMOUS;
    }

    private Caller caller(String token) throws BadToken {
        if (token.length() > LONGEST) {
            throw new BadToken("the token is too long");
        }
        Map<String, Object> all = claims.read(signatures.payload(token));
        AccessClaim access = AccessClaim.read(all.get("access"));
        return new Caller(name(all), access.grants(), access.limits(), access.projects(), account(all));
    }

    /** It goes to logs, so nothing in it may look like another line. */
    private static String name(Map<String, Object> claims) throws BadToken {
        Object subject = claims.getOrDefault("sub", "");
        if (subject instanceof String name
                && name.length() <= LONGEST_NAME
                && name.chars().noneMatch(Character::isISOControl)) {
            return name;
        }
        throw new BadToken("the token's subject is not a name");
    }

    /** The account that GitLab's tokens name for events; claims of another form are passed over. */
    private static Account account(Map<String, Object> claims) {
        return new Account(text(claims.get("auth_type"), LONGEST_NAME), text(claims.get("user"), LONGEST_USER));
    }

    private static Optional<String> text(@Nullable Object claim, int longest) {
        return claim instanceof String text
                        && !text.isEmpty()
                        && text.length() <= longest
                        && text.chars().noneMatch(Character::isISOControl)
                ? Optional.of(text)
                : Optional.empty();
    }

    private static String message(BadToken bad) {
        return String.valueOf(bad.getMessage());
    }
}
