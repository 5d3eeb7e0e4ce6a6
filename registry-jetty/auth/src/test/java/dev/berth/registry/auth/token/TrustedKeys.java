package dev.berth.registry.auth.token;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.testing.Certificates;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Keys that are trusted, such that are not, and a controller that knows the difference.
 *
 * @param rsa trusted by the name "first"
 * @param strange trusted by no registry
 * @param leaf certified by the root, which is trusted
 */
record TrustedKeys(
        TestClock clock,
        KeyPair rsa,
        KeyPair ec,
        KeyPair ed,
        KeyPair strange,
        Certificates root,
        KeyPair leaf,
        X509Certificate signed) {

    static TrustedKeys make() throws GeneralSecurityException {
        TestClock clock = new TestClock();
        Certificates root = Certificates.authority("Root", clock.instant());
        KeyPair leaf = Certificates.ellipticKeys();
        return new TrustedKeys(
                clock,
                pair("RSA"),
                Certificates.ellipticKeys(),
                pair("Ed25519"),
                Certificates.ellipticKeys(),
                root,
                leaf,
                root.sign("Leaf", leaf.getPublic(), clock.instant()));
    }

    Instant now() {
        return clock.instant();
    }

    /** Claims of a good token, but for these. */
    Map<String, Object> claims(Map<String, Object> others) {
        return new Issuer(clock).claims(others);
    }

    /** The name that follows from a key. */
    static String name(KeyPair keys) {
        return KeyNames.of(keys.getPublic()).get(0);
    }

    TokenAccess access() {
        return access(SignatureCheck.ASYMMETRIC);
    }

    /** Accepts these algorithms only. */
    TokenAccess access(List<String> algorithms) {
        KeyRing ring = new KeyRing.Builder()
                .add("first", TrustedKey.any(rsa.getPublic()))
                .add(TrustedKey.any(ec.getPublic()))
                .add(TrustedKey.any(ed.getPublic()))
                .add(root.certificate())
                .build();
        TokenConfig settings = TokenConfig.builder(Issuer.SERVICE)
                .realm(URI.create("https://login.example.com/token"))
                .issuers(List.of("another.example.com", Issuer.NAME))
                .algorithms(algorithms)
                .build();
        return new TokenAccess(settings, TokenKeys.of(() -> ring), clock);
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }
}
