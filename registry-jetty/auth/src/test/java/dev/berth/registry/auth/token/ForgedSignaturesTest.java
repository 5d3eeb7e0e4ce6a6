package dev.berth.registry.auth.token;

import static dev.berth.registry.auth.token.TokenRow.GOOD;
import static dev.berth.registry.auth.token.TokenRow.SIGNATURE;

import dev.berth.registry.testing.Certificates;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Single signatures: the accepted ones, and the challenges to the others. */
class ForgedSignaturesTest {
    private static final String NONE = "the token is not a JSON Web Token, or its algorithm is not accepted";
    private static final String MISFIT = "the signature of the token cannot be verified with its key";
    private static final String UNKNOWN = "the token is signed with an unknown key";
    private static final String CHAIN = "the certificates of the token do not lead to a trusted root";

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answers(TokenRow row, TokenAccess access) {
        row.assertAnswered(access);
    }

    /** As auth.token.signingalgorithms has it: a key may fit other algorithms than those that are accepted. */
    @Test
    void otherAlgorithmsThanTheAcceptedOnesAreRefused() throws Exception {
        TrustedKeys keys = TrustedKeys.make();
        Map<String, Object> claims = keys.claims(Map.of());
        TokenAccess access = keys.access(List.of("PS256", "ES256"));

        new TokenRow("PS256", Issuer.sign("PS256", keys.rsa(), claims), GOOD).assertAnswered(access);
        new TokenRow("ES256", Issuer.sign("ES256", keys.ec(), claims), GOOD).assertAnswered(access);
        for (String algorithm : List.of("RS256", "PS512")) {
            new TokenRow(algorithm, Issuer.sign(algorithm, keys.rsa(), claims), NONE).assertAnswered(access);
        }
        new TokenRow("EdDSA", Issuer.sign("EdDSA", keys.ed(), claims), NONE).assertAnswered(access);
    }

    static Stream<Arguments> rows() throws GeneralSecurityException, JoseException {
        TrustedKeys keys = TrustedKeys.make();
        TokenAccess access = keys.access();
        return Stream.of(algorithms(keys), names(keys), chains(keys))
                .flatMap(rows -> rows)
                .map(row -> Arguments.of(row, access));
    }

    private static Stream<TokenRow> algorithms(TrustedKeys keys) {
        Map<String, Object> claims = keys.claims(Map.of());
        Key publicKeyAsSecret = new SecretKeySpec(keys.rsa().getPublic().getEncoded(), "HmacSHA256");
        return Stream.of(
                new TokenRow("RS256", Issuer.sign("RS256", keys.rsa(), claims), GOOD),
                new TokenRow("RS512", Issuer.sign("RS512", keys.rsa(), claims), GOOD),
                new TokenRow("PS256", Issuer.sign("PS256", keys.rsa(), claims), GOOD),
                new TokenRow("PS384", Issuer.sign("PS384", keys.rsa(), claims), GOOD),
                new TokenRow("ES256", Issuer.sign("ES256", keys.ec(), claims), GOOD),
                new TokenRow("EdDSA", Issuer.sign("EdDSA", keys.ed(), claims), GOOD),
                new TokenRow("alg none", unsigned("{\"alg\":\"none\",\"kid\":\"first\"}", claims), NONE),
                new TokenRow("alg NONE", unsigned("{\"alg\":\"NONE\",\"kid\":\"first\"}", claims), NONE),
                new TokenRow("no alg", unsigned("{\"kid\":\"first\"}", claims), NONE),
                new TokenRow(
                        "HMAC with the public key",
                        Issuer.sign("HS256", publicKeyAsSecret, Map.of("kid", "first"), claims),
                        NONE),
                new TokenRow(
                        "elliptic signature, name of the RSA key",
                        Issuer.sign("ES256", keys.ec().getPrivate(), Map.of("kid", "first"), claims),
                        MISFIT),
                new TokenRow(
                        "another key's signature",
                        Issuer.sign(
                                "ES256",
                                keys.strange().getPrivate(),
                                Map.of("kid", TrustedKeys.name(keys.ec())),
                                claims),
                        SIGNATURE),
                new TokenRow(
                        "demands an extension",
                        Issuer.sign(
                                "RS256",
                                keys.rsa().getPrivate(),
                                Map.of("kid", "first", "crit", List.of("exp"), "exp", 1),
                                claims),
                        "the token requires unsupported extensions (crit)"));
    }

    private static Stream<TokenRow> names(TrustedKeys keys) throws JoseException {
        Map<String, Object> claims = keys.claims(Map.of());
        return Stream.of(
                new TokenRow("name from the key set", named("first", keys.rsa(), claims), GOOD),
                new TokenRow(
                        "thumbprint", named(KeyNames.of(keys.rsa().getPublic()).get(0), keys.rsa(), claims), GOOD),
                new TokenRow(
                        "fingerprint", named(KeyNames.fingerprint(keys.rsa().getPublic()), keys.rsa(), claims), GOOD),
                new TokenRow("wrong kid", named("second", keys.rsa(), claims), UNKNOWN),
                new TokenRow("kid is a path", named("../../dev/null", keys.rsa(), claims), UNKNOWN),
                new TokenRow("strange key", Issuer.sign("ES256", keys.strange(), claims), UNKNOWN),
                new TokenRow(
                        "no key named",
                        Issuer.sign("RS256", keys.rsa().getPrivate(), Map.of(), claims),
                        "the token names no key (kid)"),
                new TokenRow("key embedded, trusted", embedding(keys.ec(), claims), GOOD),
                new TokenRow("key embedded, not trusted", embedding(keys.strange(), claims), UNKNOWN),
                new TokenRow(
                        "key at an address",
                        Issuer.sign(
                                "ES256",
                                keys.strange().getPrivate(),
                                Map.of("jku", "https://evil.example.com/keys", "kid", "evil"),
                                claims),
                        UNKNOWN));
    }

    private static Stream<TokenRow> chains(TrustedKeys keys) throws GeneralSecurityException {
        Certificates evil = Certificates.authority("Root", keys.now());
        Certificates young = Certificates.authority("Root", keys.now());
        X509Certificate byLeaf = new Certificates(keys.leaf(), keys.signed())
                .sign("Below", keys.strange().getPublic(), keys.now());
        Instant longAgo = keys.now().minus(Duration.ofDays(4000));
        return Stream.of(
                new TokenRow("chain", chained(keys, keys.leaf(), keys.signed()), GOOD),
                new TokenRow(
                        "chain with its root",
                        chained(keys, keys.leaf(), keys.signed(), keys.root().certificate()),
                        GOOD),
                new TokenRow(
                        "the root itself",
                        chained(keys, keys.root().keys(), keys.root().certificate()),
                        GOOD),
                new TokenRow(
                        "wrong chain",
                        chained(
                                keys,
                                keys.strange(),
                                evil.sign("Leaf", keys.strange().getPublic(), keys.now()),
                                evil.certificate()),
                        CHAIN),
                new TokenRow(
                        "other root of the same name",
                        chained(
                                keys,
                                keys.strange(),
                                young.sign("Leaf", keys.strange().getPublic(), keys.now())),
                        CHAIN),
                new TokenRow(
                        "signed by what may not sign", chained(keys, keys.strange(), byLeaf, keys.signed()), CHAIN),
                new TokenRow(
                        "certificate for encryption",
                        chained(
                                keys,
                                keys.leaf(),
                                keys.root().signForUse("Leaf", keys.leaf().getPublic(), keys.now(), 0x20)),
                        "the key usage of the token's certificate does not allow signatures"),
                new TokenRow(
                        "certificate for signatures",
                        chained(
                                keys,
                                keys.leaf(),
                                keys.root().signForUse("Leaf", keys.leaf().getPublic(), keys.now(), 0x80)),
                        GOOD),
                new TokenRow(
                        "expired certificate",
                        chained(
                                keys,
                                keys.leaf(),
                                keys.root().sign("Leaf", keys.leaf().getPublic(), longAgo)),
                        CHAIN),
                new TokenRow(
                        "certificate of tomorrow",
                        chained(
                                keys,
                                keys.leaf(),
                                keys.root()
                                        .sign(
                                                "Leaf",
                                                keys.leaf().getPublic(),
                                                keys.now().plus(Duration.ofDays(1)))),
                        CHAIN),
                new TokenRow("chain of another's key", chained(keys, keys.strange(), keys.signed()), SIGNATURE),
                new TokenRow(
                        "chain too long",
                        chained(
                                keys,
                                keys.leaf(),
                                Stream.generate(() -> keys.signed()).limit(9).toArray(X509Certificate[]::new)),
                        CHAIN),
                new TokenRow(
                        "empty chain",
                        Issuer.sign(
                                "ES256",
                                keys.ec().getPrivate(),
                                Map.of("x5c", List.of(), "kid", TrustedKeys.name(keys.ec())),
                                keys.claims(Map.of())),
                        CHAIN),
                new TokenRow(
                        "chain of nonsense",
                        Issuer.sign(
                                "ES256",
                                keys.ec().getPrivate(),
                                Map.of("x5c", List.of("nonsense")),
                                keys.claims(Map.of())),
                        MISFIT));
    }

    private static String named(String kid, KeyPair keys, Map<String, Object> claims) {
        return Issuer.sign("RS256", keys.getPrivate(), Map.of("kid", kid), claims);
    }

    private static String embedding(KeyPair keys, Map<String, Object> claims) throws JoseException {
        Map<String, Object> key = PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic())
                .toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        return Issuer.sign("ES256", keys.getPrivate(), Map.of("jwk", key), claims);
    }

    private static String chained(TrustedKeys keys, KeyPair signer, X509Certificate... chain)
            throws GeneralSecurityException {
        List<String> texts = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            texts.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
        }
        Map<String, Object> header = new HashMap<>(Map.of("x5c", texts));
        return Issuer.sign("ES256", signer.getPrivate(), header, keys.claims(Map.of()));
    }

    private static String unsigned(String header, Map<String, Object> claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String payload = JsonUtil.toJson(claims);
        return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(payload.getBytes(StandardCharsets.UTF_8)) + ".";
    }
}
