package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.Method;
import dev.berth.registry.http.Needs;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.Refusal;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.jetty.RegistryServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A second API root beside {@code /v2/}: one table, and everything around it follows. */
class ApiRootTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final RegistryServer SERVER = new RegistryServer(
            new RegistryProtocol(
                    RegistryEngine.builder()
                            .config(EngineConfig.defaults())
                            .build(
                                    new InMemoryMetadataStore(Clock.systemUTC()),
                                    new InMemoryBlobStore(Clock.systemUTC())),
                    new Closed(),
                    ProtocolConfig.defaults(),
                    List.of(rooms())),
            TestServer.settings().port(0).build());

    private static ApiRoot rooms() {
        ApiRoot.Builder root = ApiRoot.below("/rooms/").header(new HttpHeader(HeaderName.VARY, "Accept"));
        root.endpoint("/rooms/open")
                .immediate()
                .read(Needs.NOTHING, call -> HttpAnswer.of(204).build());
        root.endpoint("/rooms/{name}/keys/{key}/").on(Method.PUT, Needs.PULL, call -> {
            throw Refusal.because(409, ErrorCode.DENIED, call.repository() + " has " + call.argument());
        });
        return root.build();
    }

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void operationForEveryoneReadsNoCredentials() throws Exception {
        HttpResponse<byte[]> open = send("GET", "/rooms/open", "Authorization", "Bearer wrong");
        assertThat(open.statusCode()).isEqualTo(204);
        assertThat(TestServer.header(open, "Vary")).isEqualTo("Accept");
        assertThat(open.headers().firstValue("Docker-Distribution-API-Version")).isEmpty();
        assertThat(open.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void otherOperationsAreGuarded() throws Exception {
        HttpResponse<byte[]> guarded = send("PUT", "/rooms/a/b/keys/k/");
        assertThat(guarded.statusCode()).isEqualTo(401);
        assertThat(TestServer.codes(guarded)).containsExactly("UNAUTHORIZED");
        assertThat(TestServer.header(guarded, "WWW-Authenticate")).isEqualTo("Basic realm=\"rooms\"");
    }

    @Test
    void errorsHaveTheFormOfTheProtocol() throws Exception {
        HttpResponse<byte[]> refused = send("PUT", "/rooms/a/b/keys/k", "Authorization", "Basic YTpi");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(refused).at("/errors/0/message").asText()).isEqualTo("a/b has k");
        assertThat(TestServer.codes(send("GET", "/rooms/nowhere"))).containsExactly("UNSUPPORTED");
        assertThat(send("GET", "/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void optionsAnswersTheMethodsOfTheTable() throws Exception {
        assertAllowed("/rooms/open", "GET, HEAD, OPTIONS");
        assertAllowed("/rooms/a/keys/k", "PUT, OPTIONS");
        HttpResponse<byte[]> other = send("DELETE", "/rooms/a/keys/k");
        assertThat(other.statusCode()).isEqualTo(405);
        assertThat(TestServer.header(other, "Allow")).isEqualTo("PUT, OPTIONS");
    }

    private static void assertAllowed(String path, String methods) throws Exception {
        HttpResponse<byte[]> options = send("OPTIONS", path);
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(TestServer.header(options, "Allow")).isEqualTo(methods);
    }

    private static HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(SERVER.uri() + path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** Refuses every caller without a password, and admits every caller with one. */
    private static final class Closed implements AccessController {
        @Override
        public Authentication authenticate(Credentials credentials) {
            return credentials instanceof Credentials.Basic basic
                    ? new Authentication.Authenticated(new Caller(basic.user(), Set.of()))
                    : new Authentication.Refused(new Challenge("Basic realm=\"rooms\"", "authentication required"));
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            return new Decision.Allowed();
        }
    }
}
