package dev.berth.registry.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Authentication.Authenticated;
import dev.berth.registry.access.Authentication.Refused;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.auth.Certificates;
import dev.berth.registry.auth.SteppedClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens one by one: which are believed, and what the others are told. */
class ForgedTokensTest {
    private static final String GOOD = "";
    private static final String NONE = "the token is none, or not signed by an algorithm that is accepted";
    private static final String SIGNATURE = "the token's signature is not good";
    private static final String MISFIT = "the token's signature cannot be checked with its key";
    private static final String UNKNOWN = "the token is signed with an unknown key";
    private static final String CHAIN = "the token's certificates lead to none that is trusted";
    private static final String ACCESS = "the token's access claim is not a list of type, name and actions";
    private static final String UNREADABLE = "the token's claims cannot be read";
    private static final String TIMES = "the token's times are missing or no numbers";

    private static final SteppedClock CLOCK = new SteppedClock();
    private static final Issuer ISSUER = new Issuer(CLOCK);
    private static final Instant NOW = CLOCK.instant();

    private record Row(String name, String token, String answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Keys that are trusted, and such that are not. */
    private record Keys(
            KeyPair rsa,
            KeyPair ec,
            KeyPair ed,
            KeyPair strange,
            Certificates root,
            KeyPair leaf,
            X509Certificate signed) {

        static Keys make() throws GeneralSecurityException {
            Certificates root = Certificates.authority("Root", NOW);
            KeyPair leaf = Certificates.ellipticKeys();
            return new Keys(
                    pair("RSA"),
                    Certificates.ellipticKeys(),
                    pair("Ed25519"),
                    Certificates.ellipticKeys(),
                    root,
                    leaf,
                    root.sign("Leaf", leaf.getPublic(), NOW));
        }

        private static KeyPair pair(String algorithm) throws GeneralSecurityException {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        }

        KeyRing trusted() {
            return new KeyRing.Builder()
                    .add("first", rsa.getPublic())
                    .add(ec.getPublic())
                    .add(ed.getPublic())
                    .add(root.certificate())
                    .build();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answers(Row row, TokenAccess access) {
        Authentication authentication = access.authenticate(new Credentials.Bearer(row.token()));
        if (row.answer().isEmpty()) {
            assertThat(authentication).isInstanceOf(Authenticated.class);
        } else {
            assertThat(authentication)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.challenge().reason()).isEqualTo(row.answer()));
        }
    }

    static Stream<Arguments> rows() throws GeneralSecurityException, JoseException {
        Keys keys = Keys.make();
        TokenSettings settings = TokenSettings.builder(Issuer.SERVICE)
                .realm(URI.create("https://login.example.com/token"))
                .issuers(List.of("another.example.com", Issuer.NAME))
                .build();
        TokenAccess access = new TokenAccess(settings, TokenKeys.of(keys::trusted), CLOCK);
        return Stream.of(algorithms(keys), names(keys), chains(keys), claims(keys), shapes(keys))
                .flatMap(rows -> rows)
                .map(row -> Arguments.of(row, access));
    }

    private static Stream<Row> algorithms(Keys keys) {
        Map<String, Object> claims = ISSUER.claims(Map.of());
        Key publicKeyAsSecret = new SecretKeySpec(keys.rsa.getPublic().getEncoded(), "HmacSHA256");
        return Stream.of(
                new Row("RS256", Issuer.sign("RS256", keys.rsa, claims), GOOD),
                new Row("RS512", Issuer.sign("RS512", keys.rsa, claims), GOOD),
                new Row("PS256", Issuer.sign("PS256", keys.rsa, claims), GOOD),
                new Row("PS384", Issuer.sign("PS384", keys.rsa, claims), GOOD),
                new Row("ES256", Issuer.sign("ES256", keys.ec, claims), GOOD),
                new Row("EdDSA", Issuer.sign("EdDSA", keys.ed, claims), GOOD),
                new Row("alg none", unsigned("{\"alg\":\"none\",\"kid\":\"first\"}", claims), NONE),
                new Row("alg NONE", unsigned("{\"alg\":\"NONE\",\"kid\":\"first\"}", claims), NONE),
                new Row("no alg", unsigned("{\"kid\":\"first\"}", claims), NONE),
                new Row(
                        "HMAC with the public key",
                        Issuer.sign("HS256", publicKeyAsSecret, Map.of("kid", "first"), claims),
                        NONE),
                new Row(
                        "elliptic signature, name of the RSA key",
                        Issuer.sign("ES256", keys.ec.getPrivate(), Map.of("kid", "first"), claims),
                        MISFIT),
                new Row(
                        "another key's signature",
                        Issuer.sign("ES256", keys.strange.getPrivate(), Map.of("kid", name(keys.ec)), claims),
                        SIGNATURE),
                new Row(
                        "demands an extension",
                        Issuer.sign(
                                "RS256",
                                keys.rsa.getPrivate(),
                                Map.of("kid", "first", "crit", List.of("exp"), "exp", 1),
                                claims),
                        "the token demands extensions that are not understood"));
    }

    private static Stream<Row> names(Keys keys) throws JoseException {
        Map<String, Object> claims = ISSUER.claims(Map.of());
        return Stream.of(
                new Row("name from the key set", named("first", keys.rsa, claims), GOOD),
                new Row("thumbprint", named(KeyNames.of(keys.rsa.getPublic()).get(0), keys.rsa, claims), GOOD),
                new Row("fingerprint", named(KeyNames.fingerprint(keys.rsa.getPublic()), keys.rsa, claims), GOOD),
                new Row("wrong kid", named("second", keys.rsa, claims), UNKNOWN),
                new Row("kid is a path", named("../../dev/null", keys.rsa, claims), UNKNOWN),
                new Row("strange key", Issuer.sign("ES256", keys.strange, claims), UNKNOWN),
                new Row(
                        "no key named",
                        Issuer.sign("RS256", keys.rsa.getPrivate(), Map.of(), claims),
                        "the token does not say which key signed it"),
                new Row("key embedded, trusted", embedding(keys.ec, claims), GOOD),
                new Row("key embedded, not trusted", embedding(keys.strange, claims), UNKNOWN),
                new Row(
                        "key at an address",
                        Issuer.sign(
                                "ES256",
                                keys.strange.getPrivate(),
                                Map.of("jku", "https://evil.example.com/keys", "kid", "evil"),
                                claims),
                        UNKNOWN));
    }

    private static Stream<Row> chains(Keys keys) throws GeneralSecurityException {
        Certificates evil = Certificates.authority("Root", NOW);
        Certificates young = Certificates.authority("Root", NOW);
        X509Certificate byLeaf = new Certificates(keys.leaf, keys.signed).sign("Below", keys.strange.getPublic(), NOW);
        Instant longAgo = NOW.minus(Duration.ofDays(4000));
        return Stream.of(
                new Row("chain", chained(keys.leaf, keys.signed), GOOD),
                new Row("chain with its root", chained(keys.leaf, keys.signed, keys.root.certificate()), GOOD),
                new Row("the root itself", chained(keys.root.keys(), keys.root.certificate()), GOOD),
                new Row(
                        "wrong chain",
                        chained(keys.strange, evil.sign("Leaf", keys.strange.getPublic(), NOW), evil.certificate()),
                        CHAIN),
                new Row(
                        "other root of the same name",
                        chained(keys.strange, young.sign("Leaf", keys.strange.getPublic(), NOW)),
                        CHAIN),
                new Row("signed by what may not sign", chained(keys.strange, byLeaf, keys.signed), CHAIN),
                new Row(
                        "expired certificate",
                        chained(keys.leaf, keys.root.sign("Leaf", keys.leaf.getPublic(), longAgo)),
                        CHAIN),
                new Row(
                        "certificate of tomorrow",
                        chained(keys.leaf, keys.root.sign("Leaf", keys.leaf.getPublic(), NOW.plus(Duration.ofDays(1)))),
                        CHAIN),
                new Row("chain of another's key", chained(keys.strange, keys.signed), SIGNATURE),
                new Row(
                        "chain too long",
                        chained(
                                keys.leaf,
                                Stream.generate(() -> keys.signed).limit(9).toArray(X509Certificate[]::new)),
                        CHAIN),
                new Row(
                        "empty chain",
                        Issuer.sign(
                                "ES256",
                                keys.ec.getPrivate(),
                                Map.of("x5c", List.of(), "kid", name(keys.ec)),
                                ISSUER.claims(Map.of())),
                        CHAIN),
                new Row(
                        "chain of nonsense",
                        Issuer.sign(
                                "ES256",
                                keys.ec.getPrivate(),
                                Map.of("x5c", List.of("nonsense")),
                                ISSUER.claims(Map.of())),
                        MISFIT));
    }

    private static Stream<Row> claims(Keys keys) {
        long now = NOW.getEpochSecond();
        return Stream.of(
                row("issuer", keys, "iss", "another.example.com", GOOD),
                row(
                        "other issuer",
                        keys,
                        "iss",
                        "evil.example.com",
                        "the token is not from an issuer that is believed"),
                row(
                        "issuer a list",
                        keys,
                        "iss",
                        List.of(Issuer.NAME),
                        "the token is not from an issuer that is believed"),
                row("audience in a list", keys, "aud", List.of("other", Issuer.SERVICE), GOOD),
                row("other audience", keys, "aud", "other.example.com", "the token is not for this registry"),
                row("no audience", keys, "aud", List.of(), "the token is not for this registry"),
                row("audience a number", keys, "aud", 1, "the token is not for this registry"),
                row("expired a minute ago", keys, "exp", now - 60, "the token has expired"),
                row("expired within leeway", keys, "exp", now - 59, GOOD),
                row("expiry with a fraction", keys, "exp", now + 0.5, GOOD),
                row("expiry a text", keys, "exp", "2099", TIMES),
                row("expiry null", keys, "exp", Double.NaN, TIMES),
                row("not valid for a minute", keys, "nbf", now + 61, "the token is not valid yet"),
                row("not valid within leeway", keys, "nbf", now + 60, GOOD),
                row("begin a text", keys, "nbf", "now", TIMES),
                row("unknown claims", keys, "https://example.com/x", Map.of("a", List.of(1, true)), GOOD),
                row("subject with line end", keys, "sub", "ann\nbob", "the token's subject is not a name"),
                row("subject too long", keys, "sub", "a".repeat(257), "the token's subject is not a name"),
                row("subject a number", keys, "sub", 7, "the token's subject is not a name"),
                row("access a text", keys, "access", "*", ACCESS),
                row("access of texts", keys, "access", List.of("*"), ACCESS),
                row("access without name", keys, "access", List.of(Map.of("type", "repository")), ACCESS),
                row(
                        "access with nested actions",
                        keys,
                        "access",
                        List.of(Map.of("type", "repository", "name", "a", "actions", List.of(List.of("pull")))),
                        ACCESS),
                row("too much access", keys, "access", Collections.nCopies(1001, Map.of()), ACCESS));
    }

    private static Stream<Row> shapes(Keys keys) {
        String good = Issuer.sign("ES256", keys.ec, ISSUER.claims(Map.of()));
        String[] parts = good.split("\\.");
        String other = Issuer.sign("ES256", keys.ec, ISSUER.claims(Map.of("sub", "bob")));
        return Stream.of(
                new Row("good", good, GOOD),
                new Row("nonsense", "nonsense", NONE),
                new Row("dots", "..", NONE),
                new Row("five parts", "a.b.c.d.e", NONE),
                new Row("no signature", parts[0] + "." + parts[1] + ".", SIGNATURE),
                new Row("claims of another token", parts[0] + "." + other.split("\\.")[1] + "." + parts[2], SIGNATURE),
                new Row("1 MB", "a".repeat(1 << 20), "the token is too long"),
                new Row("no JSON", text(keys, "nonsense"), UNREADABLE),
                new Row("JSON list", text(keys, "[]"), UNREADABLE),
                new Row("claim twice", text(keys, "{\"sub\":\"ann\",\"sub\":\"bob\"}"), UNREADABLE),
                new Row("nested JSON", text(keys, "{\"a\":" + "[".repeat(20_000)), UNREADABLE),
                new Row("no claims", text(keys, "{}"), "the token is not from an issuer that is believed"),
                new Row(
                        "no expiry",
                        text(keys, "{\"iss\":\"" + Issuer.NAME + "\",\"aud\":\"" + Issuer.SERVICE + "\"}"),
                        TIMES));
    }

    private static Row row(String name, Keys keys, String claim, Object value, String answer) {
        return new Row(name, Issuer.sign("ES256", keys.ec, ISSUER.claims(Map.of(claim, value))), answer);
    }

    private static String named(String kid, KeyPair keys, Map<String, Object> claims) {
        return Issuer.sign("RS256", keys.getPrivate(), Map.of("kid", kid), claims);
    }

    private static String name(KeyPair keys) {
        return KeyNames.of(keys.getPublic()).get(0);
    }

    private static String text(Keys keys, String payload) {
        return Issuer.signText("ES256", keys.ec.getPrivate(), Map.of("kid", name(keys.ec)), payload);
    }

    private static String embedding(KeyPair keys, Map<String, Object> claims) throws JoseException {
        Map<String, Object> key = PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic())
                .toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        return Issuer.sign("ES256", keys.getPrivate(), Map.of("jwk", key), claims);
    }

    private static String chained(KeyPair keys, X509Certificate... chain) throws GeneralSecurityException {
        List<String> texts = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            texts.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
        }
        Map<String, Object> header = new HashMap<>(Map.of("x5c", texts));
        return Issuer.sign("ES256", keys.getPrivate(), header, ISSUER.claims(Map.of()));
    }

    private static String unsigned(String header, Map<String, Object> claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String payload = JsonUtil.toJson(claims);
        return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(payload.getBytes(StandardCharsets.UTF_8)) + ".";
    }
}
