package dev.berth.registry.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/** Checks the claims of a token (RFC 7519, section 4.1). */
final class ClaimsCheck {
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    /** The end of the year 9999; a later or infinite time would mean a token that never expires. */
    private static final double LAST_SECOND = 253_402_300_799.0;

    private final TokenConfig settings;
    private final Clock clock;

    ClaimsCheck(TokenConfig settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The claims of a token for this registry that is valid now. */
    Map<String, Object> read(String payload) throws BadToken {
        Map<String, Object> claims = parse(payload);
        if (!(claims.get("iss") instanceof String issuer) || !settings.issuers().contains(issuer)) {
            throw new BadToken("the issuer of the token is not accepted");
        }
        if (audience(claims.get("aud")).stream().noneMatch(settings.audiences()::contains)) {
            throw new BadToken("the audience of the token is not this registry");
        }
        checkTime(claims);
        return claims;
    }

    private void checkTime(Map<String, Object> claims) throws BadToken {
        double now = clock.millis() / 1000.0;
        if (now >= seconds(claims.get("exp")) + LEEWAY.toSeconds()) {
            throw new BadToken("the token has expired");
        }
        if (claims.containsKey("nbf") && now < seconds(claims.get("nbf")) - LEEWAY.toSeconds()) {
            throw new BadToken("the token is not valid yet");
        }
    }

    private static Map<String, Object> parse(String payload) throws BadToken {
        try {
            return JwtClaims.parse(payload).getClaimsMap();
        } catch (InvalidJwtException e) {
            throw new BadToken("the token's claims cannot be read", e);
        }
    }

    private static double seconds(@Nullable Object date) throws BadToken {
        if (date instanceof Number number && Math.abs(number.doubleValue()) <= LAST_SECOND) {
            return number.doubleValue();
        }
        throw new BadToken("the token's times are missing or not numbers of seconds up to the year 9999");
    }

    private static List<?> audience(@Nullable Object claim) {
        if (claim instanceof List<?> list) {
            return list;
        }
        return claim instanceof String one ? List.of(one) : List.of();
    }
}
