package dev.berth.registry.jetty.protocol;

import static dev.berth.registry.jetty.protocol.TestServer.codes;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.limit.RateLimit;
import dev.berth.registry.http.limit.RateLimits;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three requests, and the next tomorrow. */
class RateLimitsTest {
    private static final Optional<RateLimit> THREE = Optional.of(new RateLimit(1, Duration.ofDays(1), 3));
    private static final Optional<RateLimit> NONE = Optional.empty();

    private TestServer server = TestServer.open();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/", "/v2/a/tags/list", "/v2/nonsense", "/v2/A/tags/list"})
    void addressIsLimitedWhateverItAsks(String path) throws IOException, InterruptedException {
        open(new RateLimits(THREE, NONE, NONE));
        for (int i = 0; i < 3; i++) {
            assertThat(server.get(path).statusCode()).isNotEqualTo(429);
        }
        assertLimited(server.get(path));
        assertLimited(server.get("/v2/", "Authorization", login("ann", "right")));
    }

    @Test
    void clientsBehindATrustedProxyAreLimitedEachForItself() throws IOException, InterruptedException {
        open(new RateLimits(THREE, NONE, NONE));
        for (int i = 0; i < 3; i++) {
            assertThat(from("192.0.2.1").statusCode()).isEqualTo(401);
        }
        assertLimited(from("192.0.2.1"));
        assertLimited(from("1.1.1." + 1 + ", 192.0.2.1"));
        assertThat(from("192.0.2.2").statusCode()).isEqualTo(401);
        assertThat(from("192.0.2.1, 198.51.100.7").statusCode()).isEqualTo(401);
    }

    @Test
    void callerIsLimitedWhereverItCallsFrom() throws IOException, InterruptedException {
        open(new RateLimits(NONE, THREE, NONE));
        String ann = login("ann", "right");
        for (int i = 0; i < 3; i++) {
            assertThat(from("192.0.2." + i, ann).statusCode()).isEqualTo(200);
        }
        assertLimited(from("192.0.2.9", ann));
        assertThat(from("192.0.2.9", login("bob", "right")).statusCode()).isEqualTo(200);
        assertThat(from("192.0.2.9").statusCode()).isEqualTo(401);
    }

    @Test
    void passwordsCannotBeGuessedFromOneAddress() throws IOException, InterruptedException {
        open(new RateLimits(NONE, NONE, THREE));
        for (int i = 0; i < 3; i++) {
            assertThat(from("192.0.2.1", login("user" + i, "guess")).statusCode())
                    .isEqualTo(401);
        }
        assertLimited(from("192.0.2.1", login("ann", "guess")));
        assertLimited(from("192.0.2.1", login("ann", "right")));
        assertThat(from("192.0.2.1").statusCode()).isEqualTo(401);
        assertThat(from("192.0.2.2", login("ann", "right")).statusCode()).isEqualTo(200);
    }

    @Test
    void loggingInRightlyIsNotLimited() throws IOException, InterruptedException {
        open(new RateLimits(NONE, NONE, THREE));
        for (int i = 0; i < 10; i++) {
            assertThat(from("192.0.2.1", login("ann", "right")).statusCode()).isEqualTo(200);
            assertThat(from("192.0.2.1").statusCode()).isEqualTo(401);
            assertThat(from("192.0.2.1", "Bearer token").statusCode()).isEqualTo(401);
        }
    }

    private void open(RateLimits limits) {
        server.close();
        server = new TestServer(
                EngineConfig.defaults(),
                new Passwords(),
                ProtocolConfig.builder().rateLimits(limits).build(),
                TestServer.settings().trustedProxies(List.of("127.0.0.1")));
    }

    private HttpResponse<byte[]> from(String address) throws IOException, InterruptedException {
        return server.get("/v2/", "X-Forwarded-For", address);
    }

    private HttpResponse<byte[]> from(String address, String login) throws IOException, InterruptedException {
        return server.get("/v2/", "X-Forwarded-For", address, "Authorization", login);
    }

    private static void assertLimited(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(codes(response)).containsExactly("TOOMANYREQUESTS");
        assertThat(response.headers().allValues("Retry-After")).hasSize(1);
        assertThat(Integer.parseInt(header(response, "Retry-After"))).isBetween(80_000, 86_400);
    }

    private static String login(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Admits every user with the right password. */
    private static final class Passwords implements AccessController {
        private static final Challenge CHALLENGE = new Challenge("Basic realm=\"test\"", "log in");

        @Override
        public Authentication authenticate(Credentials credentials) {
            return credentials instanceof Credentials.Basic basic
                            && basic.password().equals("right")
                    ? new Authentication.Authenticated(new Caller(basic.user(), Set.of()))
                    : new Authentication.Refused(CHALLENGE);
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            return new Decision.Allowed();
        }
    }
}
