package dev.berth.registry.examples.issuer;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Signs tokens with a generated key, which lives as long as the process: a registry fetches a new one automatically.
 */
final class Signer {
    static final Duration LIFE = Duration.ofMinutes(5);

    private final String issuer;
    private final Clock clock;
    private final PublicJsonWebKey key;

    Signer(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
        try {
            key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException("every Java runtime has P-256", e);
        }
        key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
    }

    /** The public key, as a JSON Web Key Set. */
    String keySet() {
        return new JsonWebKeySet(List.of(key)).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** A token for {@code service}, which grants {@code access}. */
    String token(String service, Optional<String> user, List<Map<String, Object>> access) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", user.orElse(""));
        claims.put("aud", service);
        claims.put("nbf", now);
        claims.put("iat", now);
        claims.put("exp", now + LIFE.toSeconds());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("access", access);
        return sign(JsonUtil.toJson(claims));
    }

    private String sign(String claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        signature.setPayload(claims);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the key signs", e);
        }
    }
}
