package dev.berth.registry.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.testing.Certificates;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySourcesTest {
    private final TestClock clock = new TestClock();
    private KeySetServer server = new KeySetServer();
    private TokenKeys fetched = TokenKeys.jwksAt(server.address(), clock);

    @TempDir
    private Path folder = Path.of("");

    private KeyPair first = new KeyPair(null, null);
    private KeyPair second = first;

    @BeforeEach
    void makeKeys() throws GeneralSecurityException {
        first = Certificates.ellipticKeys();
        second = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void bundleIsReadAgainWhenItChanges() throws Exception {
        Certificates one = Certificates.authority("One", clock.instant());
        Certificates two = Certificates.authority("Two", clock.instant());
        Path file = Files.writeString(folder.resolve("bundle.pem"), Certificates.pem(one.certificate()));
        TokenKeys keys = TokenKeys.pemBundle(file, clock);
        assertThat(knows(keys, one.keys())).isTrue();

        Files.writeString(file, Certificates.pem(one.certificate()) + Certificates.pem(two.certificate()));
        clock.advance(Duration.ofSeconds(2));
        assertThat(knows(keys, two.keys())).isTrue();
        assertThat(keys.roots()).containsExactlyInAnyOrder(one.certificate(), two.certificate());

        Files.writeString(file, "nonsense");
        clock.advance(Duration.ofSeconds(2));
        assertThat(knows(keys, two.keys())).as("former content counts").isTrue();
    }

    @Test
    void keySetFileIsReadAgainWhenItChanges() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.json"), keySet("1", first));
        TokenKeys keys = TokenKeys.jwksFile(file, clock);
        assertThat(keys.find("1")).contains(TrustedKey.any(first.getPublic()));
        Files.writeString(file, keySet("22", second));
        clock.advance(Duration.ofSeconds(2));
        assertThat(keys.find("22")).contains(TrustedKey.any(second.getPublic()));
        assertThat(keys.find("1")).isEmpty();
    }

    @Test
    void aClockThatIsSetBackKeepsNoWithdrawnKey() throws Exception {
        server.answer(200, keySet("1", first));
        assertThat(fetched.find("1")).isPresent();
        server.answer(200, keySet("2", second));
        clock.advance(Duration.ofHours(-3));
        assertThat(fetched.find("1")).isEmpty();
        assertThat(fetched.find("2")).isPresent();

        server.answer(500, "");
        clock.advance(Duration.ofHours(-3));
        assertThat(fetched.find("2")).as("an hour after the failure at most").isPresent();
        clock.advance(FetchedKeys.GRACE);
        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> fetched.find("2"));
    }

    @Test
    void saysWhatIsWrongWithFiles() throws Exception {
        Path nothing = Files.writeString(folder.resolve("empty"), "");
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "[1]");
        Path noKeys = Files.writeString(folder.resolve("none"), "{\"keys\":[]}");
        assertThatIOException()
                .isThrownBy(() -> TokenKeys.pemBundle(nothing, clock))
                .withMessageContaining("empty");
        assertThatIOException()
                .isThrownBy(() -> TokenKeys.pemBundle(nonsense, clock))
                .withMessageContaining("nonsense");
        assertThatIOException()
                .isThrownBy(() -> TokenKeys.jwksFile(nonsense, clock))
                .withMessageContaining("nonsense");
        assertThatIOException()
                .isThrownBy(() -> TokenKeys.jwksFile(noKeys, clock))
                .withMessageContaining("none");
        assertThatIllegalArgumentException().isThrownBy(() -> TokenKeys.jwksAt(URI.create("file:/etc/keys"), clock));
    }

    @Test
    void leavesOutKeysForEncryptionAndSecrets() throws Exception {
        PublicJsonWebKey encrypting = jwk("encrypting", second);
        encrypting.setUse("enc");
        OctetSequenceJsonWebKey secret = new OctetSequenceJsonWebKey(new SecretKeySpec(new byte[32], "HmacSHA256"));
        secret.setKeyId("secret");
        String set = new JsonWebKeySet(List.of(encrypting, secret, jwk("good", first)))
                .toJson(OutputControlLevel.INCLUDE_SYMMETRIC);
        TokenKeys keys = TokenKeys.jwksFile(Files.writeString(folder.resolve("keys"), set), clock);
        assertThat(keys.find("good")).isPresent();
        assertThat(keys.find("encrypting")).isEmpty();
        assertThat(keys.find("secret")).isEmpty();
    }

    @Test
    void unknownKeyIsLookedForOnceInFiveSeconds() throws Exception {
        server.answer(200, keySet("1", first));
        assertThat(fetched.find("1")).isPresent();
        server.answer(200, keySet("2", second));
        assertThat(fetched.find("2")).as("within the pause").isEmpty();
        for (int i = 0; i < 100; i++) {
            assertThat(fetched.find("no such key")).isEmpty();
        }
        assertThat(server.asked()).isEqualTo(1);
        clock.advance(FetchedKeys.PAUSE);
        assertThat(fetched.find("2")).isPresent();
        assertThat(fetched.find("1")).isEmpty();
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void withdrawnKeyIsForgottenAfterTenMinutes() throws Exception {
        server.answer(200, keySet("1", first));
        assertThat(fetched.find("1")).isPresent();
        server.answer(200, keySet("2", second));
        clock.advance(FetchedKeys.LIFE);
        assertThat(fetched.find("1")).isEmpty();
    }

    @Test
    void knownKeysCountWhileTheirAddressFails() throws Exception {
        server.answer(200, keySet("1", first));
        assertThat(fetched.find("1")).isPresent();
        for (String bad : new String[] {"nonsense", "[".repeat(2 << 20)}) {
            server.answer(200, bad);
            clock.advance(FetchedKeys.LIFE);
            assertThat(fetched.find("1")).isPresent();
        }
        server.answer(500, keySet("2", second));
        clock.advance(FetchedKeys.LIFE);
        assertThat(fetched.find("2")).isEmpty();
        assertThat(fetched.find("1")).isPresent();
        server.close();
        clock.advance(FetchedKeys.LIFE);
        assertThat(fetched.find("1")).isPresent();
    }

    @Test
    void emptySetWithdrawsAllKeys() throws Exception {
        server.answer(200, keySet("1", first));
        assertThat(fetched.find("1")).isPresent();
        server.answer(200, "{\"keys\":[]}");
        clock.advance(FetchedKeys.LIFE);
        assertThat(fetched.find("1")).isEmpty();
        assertThatIOException().isThrownBy(fetched::check).withMessageContaining("contains no public key");

        Path file = Files.writeString(folder.resolve("keys.json"), keySet("1", first));
        TokenKeys keys = TokenKeys.jwksFile(file, clock);
        Files.writeString(file, "{\"keys\":[]}");
        clock.advance(Duration.ofSeconds(2));
        assertThat(keys.find("1")).isEmpty();
    }

    @Test
    void knownKeysCountForAnHourAtMost() throws Exception {
        server.answer(200, keySet("1", first));
        assertThat(fetched.find("1")).isPresent();
        server.answer(500, "");
        clock.advance(FetchedKeys.GRACE.minusSeconds(1));
        assertThat(fetched.find("1")).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> fetched.find("1"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        server.answer(200, keySet("1", first));
        clock.advance(FetchedKeys.PAUSE);
        assertThat(fetched.find("1")).isPresent();
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (KeySetServer elsewhere = new KeySetServer()) {
            elsewhere.answer(200, keySet("1", first));
            server.redirect(elsewhere.address());
            assertThatIOException()
                    .isThrownBy(fetched::check)
                    .withMessageContaining("answered 302; redirects are not followed");
            assertThat(elsewhere.asked()).isZero();
        }
    }

    @Test
    void showsNeitherUserNorQueryOfAnAddress() {
        URI secret = URI.create("http://zoe:pa55@127.0.0.1:1/keys?token=s3cret");
        assertThatIOException()
                .isThrownBy(TokenKeys.jwksAt(secret, clock)::check)
                .withMessageContaining("http://127.0.0.1:1/keys")
                .satisfies(failure -> assertThat(failure + String.valueOf(failure.getCause()))
                        .doesNotContain("zoe", "pa55", "s3cret"));
    }

    @Test
    void leavesOutKeysForOtherOperations() throws Exception {
        PublicJsonWebKey encrypting = jwk("encrypting", first);
        encrypting.setKeyOps(List.of("wrapKey"));
        PublicJsonWebKey verifying = jwk("verifying", second);
        verifying.setKeyOps(List.of("verify", "sign"));
        PublicJsonWebKey other = jwk("other", Certificates.ellipticKeys());
        other.setUse("tls");
        String set = new JsonWebKeySet(List.of(encrypting, verifying, other)).toJson();
        TokenKeys keys = TokenKeys.jwksFile(Files.writeString(folder.resolve("keys"), set), clock);
        assertThat(keys.find("verifying")).isPresent();
        assertThat(keys.find("encrypting")).isEmpty();
        assertThat(keys.find("other")).isEmpty();
    }

    @Test
    void keyOfAnAlgorithmIsForThatOneOnly() throws Exception {
        PublicJsonWebKey key = jwk("1", first);
        key.setAlgorithm("ES384");
        String set = new JsonWebKeySet(List.of(key)).toJson();
        TokenKeys keys = TokenKeys.jwksFile(Files.writeString(folder.resolve("keys"), set), clock);
        TrustedKey trusted = keys.find("1").orElseThrow();
        assertThat(trusted.allows("ES384")).isTrue();
        assertThat(trusted.allows("ES256")).isFalse();
    }

    @Test
    void keyOfAnAuthorityThatOnlyIssuesSignsNoTokens() throws Exception {
        Certificates authority = Certificates.issuingOnly("Root", clock.instant());
        Path file = Files.writeString(folder.resolve("bundle.pem"), Certificates.pem(authority.certificate()));
        TokenKeys keys = TokenKeys.pemBundle(file, clock);
        assertThat(knows(keys, authority.keys())).isFalse();
        assertThat(keys.roots()).containsExactly(authority.certificate());
    }

    @Test
    void withoutAnyKeysNobodyIsCalledAForger() {
        server.close();
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> fetched.find("1"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void requestsGoOnWithKnownKeysWhileOneFetches() throws Exception {
        server.answer(200, keySet("1", first));
        assertThat(fetched.find("1")).isPresent();
        clock.advance(FetchedKeys.LIFE);
        server.answer(200, keySet("2", second));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (KeySetServer.Hold hold = server.hold()) {
            Future<Boolean> fetching = threads.submit(() -> fetched.find("2").isPresent());
            hold.awaitRequest();
            assertThat(fetched.find("1")).as("does not wait").isPresent();
            Future<Boolean> needing = threads.submit(() -> fetched.find("2").isPresent());
            hold.release();
            assertThat(fetching.get()).isTrue();
            assertThat(needing.get()).isTrue();
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.asked()).isEqualTo(2);
    }

    /** A set is as old as its request: the issuer may have changed it before the answer came. */
    @Test
    void keysThatChangeDuringAFetchAreFetchedAgain() throws Exception {
        server.answer(200, keySet("1", first));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (KeySetServer.Hold hold = server.hold()) {
            Future<Boolean> fetching = threads.submit(() -> fetched.find("1").isPresent());
            hold.awaitRequest();
            server.answer(200, keySet("2", second));
            clock.advance(FetchedKeys.PAUSE);
            hold.release();
            assertThat(fetching.get()).isTrue();
            assertThat(fetched.find("2")).isPresent();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Computed with other tools: a hash, base 32 and base 64. */
    @Test
    void namesOfKeysAreThoseOthersGiveThem() throws GeneralSecurityException {
        String encoded = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9XYONylwRCvhjaUMJ6tIJC0L1w"
                + "/JNOLZCe1ABSTqWMDuY+C2qwOaR9oYmxTImAFc8QAg0uNuJwaeQucze7nHtQ==";
        PublicKey key = KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        assertThat(KeyNames.of(key))
                .containsExactly(
                        "HjqvCEvvu0pN1tq-zE9lFxp9v23lKvEZY8EeI8n_z_M",
                        "6EU4:FER7:5OOX:NS6B:KCVK:KOKR:FUDF:ASAH:RMHL:YLXR:R45J:DTIJ");
    }

    private static boolean knows(TokenKeys keys, KeyPair pair) {
        return keys.find(KeyNames.fingerprint(pair.getPublic())).isPresent();
    }

    private static String keySet(String name, KeyPair keys) throws JoseException {
        return new JsonWebKeySet(List.of(jwk(name, keys))).toJson();
    }

    private static PublicJsonWebKey jwk(String name, KeyPair keys) throws JoseException {
        PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic());
        key.setKeyId(name);
        return key;
    }
}
