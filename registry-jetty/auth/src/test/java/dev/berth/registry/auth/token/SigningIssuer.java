package dev.berth.registry.auth.token;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.testing.Certificates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/** Signs any content with a trusted key. */
final class SigningIssuer {
    static final String KEY = "first";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TestClock clock = new TestClock();
    private final KeyPair keys;
    private final TokenAccess access;

    private SigningIssuer() throws GeneralSecurityException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyRing ring = new KeyRing.Builder()
                .add(KEY, TrustedKey.any(keys.getPublic()))
                .add(Certificates.authority("Root", clock.instant()).certificate())
                .build();
        TokenConfig settings = TokenConfig.builder(Issuer.SERVICE)
                .realm(URI.create("https://login.example.com/token"))
                .issuers(List.of(Issuer.NAME))
                .build();
        access = new TokenAccess(settings, TokenKeys.of(() -> ring), clock);
    }

    /** The same for all inputs: keys take longer than a token. */
    static SigningIssuer shared() {
        return Shared.ISSUER;
    }

    TokenAccess access() {
        return access;
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    byte[] header() {
        return ("{\"alg\":\"EdDSA\",\"kid\":\"" + KEY + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    /** Those of a good token. */
    byte[] claims() {
        Map<String, Object> claims =
                new Issuer(clock).claims(Map.of("access", List.of(Issuer.access("team/app", "pull"))));
        return JsonUtil.toJson(claims).getBytes(StandardCharsets.UTF_8);
    }

    /** A good one. */
    String token() {
        return sign(header(), claims());
    }

    String sign(byte[] header, byte[] payload) {
        String signed = BASE64.encodeToString(header) + "." + BASE64.encodeToString(payload);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        private static final SigningIssuer ISSUER = make();

        private static SigningIssuer make() {
            try {
                return new SigningIssuer();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
