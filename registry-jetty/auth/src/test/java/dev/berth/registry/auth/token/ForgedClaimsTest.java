package dev.berth.registry.auth.token;

import static dev.berth.registry.auth.token.TokenRow.GOOD;
import static dev.berth.registry.auth.token.TokenRow.SIGNATURE;

import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Single claims, all with a valid signature: the accepted ones, and the challenges to the others. */
class ForgedClaimsTest {
    private static final String NONE = "the token is not a JSON Web Token, or its algorithm is not accepted";
    private static final String ACCESS = "the token's access claim is not a list of type, name and actions";
    private static final String UNREADABLE = "the token's claims cannot be read";
    private static final String TIMES = "the token's times are missing or not numbers of seconds up to the year 9999";

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answers(TokenRow row, TokenAccess access) {
        row.assertAnswered(access);
    }

    static Stream<Arguments> rows() throws GeneralSecurityException {
        TrustedKeys keys = TrustedKeys.make();
        TokenAccess access = keys.access();
        return Stream.of(claims(keys), shapes(keys)).flatMap(rows -> rows).map(row -> Arguments.of(row, access));
    }

    private static Stream<TokenRow> claims(TrustedKeys keys) {
        long now = keys.now().getEpochSecond();
        return Stream.of(
                row("issuer", keys, "iss", "another.example.com", GOOD),
                row("other issuer", keys, "iss", "evil.example.com", "the issuer of the token is not accepted"),
                row("issuer a list", keys, "iss", List.of(Issuer.NAME), "the issuer of the token is not accepted"),
                row("audience in a list", keys, "aud", List.of("other", Issuer.SERVICE), GOOD),
                row(
                        "other audience",
                        keys,
                        "aud",
                        "other.example.com",
                        "the audience of the token is not this registry"),
                row("no audience", keys, "aud", List.of(), "the audience of the token is not this registry"),
                row("audience a number", keys, "aud", 1, "the audience of the token is not this registry"),
                row("expired a minute ago", keys, "exp", now - 60, "the token has expired"),
                row("expired within leeway", keys, "exp", now - 59, GOOD),
                row("expiry with a fraction", keys, "exp", now + 0.5, GOOD),
                new TokenRow("expiry without end", text(keys, timed(keys, "1e400")), TIMES),
                new TokenRow("expiry far beyond all calendars", text(keys, timed(keys, "1e300")), TIMES),
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

    private static Stream<TokenRow> shapes(TrustedKeys keys) {
        String good = Issuer.sign("ES256", keys.ec(), keys.claims(Map.of()));
        String[] parts = good.split("\\.", -1);
        String other = Issuer.sign("ES256", keys.ec(), keys.claims(Map.of("sub", "bob")));
        return Stream.of(
                new TokenRow("good", good, GOOD),
                new TokenRow("nonsense", "nonsense", NONE),
                new TokenRow("padded", good + "==", NONE),
                new TokenRow("padded claims", parts[0] + "." + parts[1] + "=." + parts[2], NONE),
                new TokenRow("alphabet of plain base 64", plain(keys), NONE),
                new TokenRow("dots", "..", NONE),
                new TokenRow("five parts", "a.b.c.d.e", NONE),
                new TokenRow("no signature", parts[0] + "." + parts[1] + ".", SIGNATURE),
                new TokenRow(
                        "claims of another token",
                        parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2],
                        SIGNATURE),
                new TokenRow("1 MB", "a".repeat(1 << 20), "the token is too long"),
                new TokenRow("no JSON", text(keys, "nonsense"), UNREADABLE),
                new TokenRow("JSON list", text(keys, "[]"), UNREADABLE),
                new TokenRow("claim twice", text(keys, "{\"sub\":\"ann\",\"sub\":\"bob\"}"), UNREADABLE),
                new TokenRow("nested JSON", text(keys, "{\"a\":" + "[".repeat(20_000)), UNREADABLE),
                new TokenRow("no claims", text(keys, "{}"), "the issuer of the token is not accepted"),
                new TokenRow(
                        "no expiry",
                        text(keys, "{\"iss\":\"" + Issuer.NAME + "\",\"aud\":\"" + Issuer.SERVICE + "\"}"),
                        TIMES));
    }

    /** The same signature in the other alphabet; signed until the alphabets differ in it. */
    private static String plain(TrustedKeys keys) {
        return Stream.generate(() -> Issuer.sign("ES256", keys.ec(), keys.claims(Map.of())))
                .filter(token -> token.substring(token.lastIndexOf('.')).matches(".*[-_].*"))
                .map(token -> token.replace('-', '+').replace('_', '/'))
                .findFirst()
                .orElseThrow();
    }

    private static TokenRow row(String name, TrustedKeys keys, String claim, Object value, String answer) {
        return new TokenRow(name, Issuer.sign("ES256", keys.ec(), keys.claims(Map.of(claim, value))), answer);
    }

    private static String timed(TrustedKeys keys, String expiry) {
        return JsonUtil.toJson(keys.claims(Map.of("exp", 424_242))).replace("424242", expiry);
    }

    private static String text(TrustedKeys keys, String payload) {
        return Issuer.signText("ES256", keys.ec().getPrivate(), Map.of("kid", TrustedKeys.name(keys.ec())), payload);
    }
}
