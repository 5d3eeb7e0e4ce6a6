package dev.berth.registry.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.testing.Certificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An issuer changes its key repeatedly during pushes: publish both, sign with the new one, withdraw the old one. */
class RotationTest {
    private static final int PUSHERS = 4;
    private static final int ROTATIONS = 5;
    private static final int PUSHES = 10;

    private final TestClock clock = new TestClock();
    private final Issuer issuer = new Issuer(clock);
    private final KeySetServer keySet = new KeySetServer();
    private final TestServer server = TestServer.guardedBy(access());
    private final CyclicBarrier together = new CyclicBarrier(PUSHERS + 1);
    private volatile KeyPair current = Certificates.ellipticKeys();

    RotationTest() throws GeneralSecurityException {}

    @AfterEach
    void close() {
        server.close();
        keySet.close();
    }

    @Test
    void everyPushSucceedsWhileKeysChange() throws Exception {
        publish(current);
        ExecutorService threads = Executors.newFixedThreadPool(PUSHERS);
        try {
            List<Future<List<Integer>>> pushers = new ArrayList<>();
            for (int i = 0; i < PUSHERS; i++) {
                pushers.add(threads.submit(pusher(i)));
            }
            for (int i = 0; i < ROTATIONS; i++) {
                together.await();
                rotate();
            }
            for (Future<List<Integer>> pusher : pushers) {
                assertThat(pusher.get()).hasSize(ROTATIONS * PUSHES).containsOnly(201);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(keySet.asked()).as("fetches").isBetween(2, 1 + 2 * ROTATIONS);
    }

    /** While all are pushing. The pause for unknown keys is over each time; the old key stays until the next change. */
    private void rotate() throws GeneralSecurityException, JoseException {
        KeyPair former = current;
        KeyPair next = Certificates.ellipticKeys();
        publish(former, next);
        clock.advance(FetchedKeys.PAUSE);
        current = next;
    }

    private Callable<List<Integer>> pusher(int number) {
        return () -> {
            List<Integer> answers = new ArrayList<>();
            for (int rotation = 0; rotation < ROTATIONS; rotation++) {
                together.await();
                for (int i = 0; i < PUSHES; i++) {
                    answers.add(push("pusher" + number + "/app", rotation + " " + i));
                }
            }
            return answers;
        };
    }

    private int push(String repository, String text) throws IOException, InterruptedException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        Map<String, Object> claims =
                issuer.claims(Map.of("access", List.of(Issuer.access(repository, "pull", "push"))));
        HttpResponse<byte[]> answer = server.send(
                "POST",
                "/v2/" + repository + "/blobs/uploads/?digest=" + TestServer.digest(content),
                content,
                "Authorization",
                "Bearer " + Issuer.sign("ES256", current, claims));
        return answer.statusCode();
    }

    private void publish(KeyPair... keys) throws JoseException {
        List<PublicJsonWebKey> set = new ArrayList<>();
        for (KeyPair pair : keys) {
            set.add(PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic()));
        }
        keySet.answer(200, new JsonWebKeySet(set).toJson());
    }

    private TokenAccess access() {
        TokenConfig settings = TokenConfig.builder(Issuer.SERVICE)
                .realm(URI.create("https://login.example.com/token"))
                .issuers(List.of(Issuer.NAME))
                .build();
        return new TokenAccess(settings, TokenKeys.jwksAt(keySet.address(), clock), clock);
    }
}
