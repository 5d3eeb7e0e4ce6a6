package dev.berth.registry.auth.token;

import java.security.Key;
import java.security.KeyPair;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Signs tokens, right ones and wrong ones. */
public final class Issuer {
    public static final String NAME = "issuer.example.com";
    public static final String SERVICE = "registry.example.com";

    private final Clock clock;

    public Issuer(Clock clock) {
        this.clock = clock;
    }

    /** Claims of a token that is valid for a minute. */
    public Map<String, Object> claims(Map<String, Object> more) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>(
                Map.of("iss", NAME, "aud", SERVICE, "sub", "ann", "exp", now + 60, "nbf", now, "iat", now, "jti", "1"));
        claims.putAll(more);
        return claims;
    }

    /** A claim that grants these actions on a repository. */
    public static Map<String, Object> access(String repository, String... actions) {
        return Map.of("type", "repository", "name", repository, "actions", List.of(actions));
    }

    /** A token that names its key by its thumbprint. */
    public static String sign(String algorithm, KeyPair keys, Map<String, Object> claims) {
        String thumbprint = KeyNames.of(keys.getPublic()).get(0);
        return sign(algorithm, keys.getPrivate(), Map.of("kid", thumbprint), claims);
    }

    public static String sign(String algorithm, Key key, Map<String, Object> header, Map<String, Object> claims) {
        return signText(algorithm, key, header, JsonUtil.toJson(claims));
    }

    /** Also signs invalid content. */
    public static String signText(String algorithm, Key key, Map<String, Object> header, String payload) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setDoKeyValidation(false);
        signature.setAlgorithmHeaderValue(algorithm);
        header.forEach((name, value) -> signature.getHeaders().setObjectHeaderValue(name, value));
        signature.setKey(key);
        signature.setPayload(payload);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
