package dev.berth.registry.jetty.protocol;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.codes;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static dev.berth.registry.jetty.protocol.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.model.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anonymous pull below {@code public/}, all permissions for each user below their name, none otherwise. */
class AccessProtocolTest {
    @RegisterExtension
    static final TestServer server = TestServer.guardedBy(new NamespaceAccess());

    private static Digest open = TestServer.digest(NOTHING);
    private static Digest secret = TestServer.digest(NOTHING);

    @BeforeAll
    static void fill() {
        open = server.pushBlob("public/a", Manifests.bytes("open"));
        secret = server.pushBlob("bob/a", Manifests.bytes("secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/",
        "GET, /v2/_catalog",
        "GET, /v2/ann/a/tags/list",
        "GET, /v2/ann/a/manifests/v1",
        "HEAD, /v2/ann/a/manifests/v1",
        "PUT, /v2/ann/a/manifests/v1",
        "DELETE, /v2/ann/a/manifests/v1",
        "DELETE, /v2/ann/a/tags/reference/v1",
        "GET, /v2/ann/a/referrers/sha256:1",
        "GET, /v2/ann/a/blobs/sha256:1",
        "HEAD, /v2/ann/a/blobs/sha256:1",
        "DELETE, /v2/ann/a/blobs/sha256:1",
        "POST, /v2/ann/a/blobs/uploads/",
        "GET, /v2/ann/a/blobs/uploads/1",
        "PATCH, /v2/ann/a/blobs/uploads/1",
        "PUT, /v2/ann/a/blobs/uploads/1",
        "DELETE, /v2/ann/a/blobs/uploads/1",
        "PUT, /v2/public/a/manifests/v1",
        "POST, /v2/public/a/blobs/uploads/",
        "DELETE, /v2/public/a/manifests/v1"
    })
    void anonymousIsChallenged(String method, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.send(method, path, NOTHING);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Basic realm=\"test\"");
        if (!method.equals("HEAD")) {
            assertThat(codes(response)).containsExactly("UNAUTHORIZED");
        }
    }

    @Test
    void anonymousMayPullWhatIsOpen() throws IOException, InterruptedException {
        assertThat(server.get("/v2/public/a/blobs/" + open).statusCode()).isEqualTo(200);
        assertThat(server.get("/v2/public/a/tags/list").statusCode()).isEqualTo(200);
    }

    /** A challenged client without a login sends an empty one. */
    @Test
    void emptyLoginIsNone() throws IOException, InterruptedException {
        assertThat(server.get("/v2/public/a/tags/list", "Authorization", "Basic Og==")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/v2/ann/a/tags/list", "Authorization", "Basic Og==")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"Basic YW5uOndyb25n", "Basic !!!", "Basic YW5u", "Basic", "Bearer token", "Digest x", "''"})
    void wrongCredentialsAreChallengedEvenForWhatIsOpen(String authorization) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.get("/v2/public/a/tags/list", "Authorization", authorization);
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void callerMayDoWhatIsAllowedAndIsDeniedTheRest() throws IOException, InterruptedException {
        assertThat(as("ann", "POST", "/v2/ann/a/blobs/uploads/").statusCode()).isEqualTo(202);
        HttpResponse<byte[]> denied = as("ann", "POST", "/v2/bob/a/blobs/uploads/");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(codes(denied)).containsExactly("DENIED");
        assertThat(as("ann", "GET", "/v2/bob/a/blobs/" + secret).statusCode()).isEqualTo(403);
        assertThat(as("ann", "GET", "/v2/bob/none/tags/list").statusCode()).isEqualTo(403);
    }

    @Test
    void mountsOnlyWhatTheCallerMayPull() throws IOException, InterruptedException {
        String start = "/v2/ann/mounts/blobs/uploads/";
        assertThat(as("ann", "POST", start + "?from=bob/a&mount=" + secret).statusCode())
                .isEqualTo(202);
        assertThat(as("ann", "POST", start + "?mount=" + secret).statusCode()).isEqualTo(202);
        assertThat(as("ann", "POST", start + "?from=public/a&mount=" + open).statusCode())
                .isEqualTo(201);
        assertThat(as("ann", "POST", "/v2/ann/more/blobs/uploads/?mount=" + open)
                        .statusCode())
                .isEqualTo(201);
        assertThat(as("bob", "POST", "/v2/bob/b/blobs/uploads/?mount=" + secret).statusCode())
                .isEqualTo(201);
    }

    @Test
    void catalogShowsWhatTheCallerMayPull() throws IOException, InterruptedException {
        server.pushBlob("zoe/a", Manifests.bytes("zoe"));
        HttpResponse<byte[]> response = as("zoe", "GET", "/v2/_catalog");
        assertThat(json(response).get("repositories").toString()).isEqualTo("[\"public/a\",\"zoe/a\"]");
    }

    private static HttpResponse<byte[]> as(String user, String method, String path)
            throws IOException, InterruptedException {
        String pair = Base64.getEncoder().encodeToString((user + ":right").getBytes(StandardCharsets.UTF_8));
        return server.send(method, path, NOTHING, "Authorization", "Basic " + pair);
    }

    private static final class NamespaceAccess implements AccessController {
        private static final Challenge CHALLENGE = new Challenge("Basic realm=\"test\"", "a login is needed");

        @Override
        public Authentication authenticate(Credentials credentials) {
            if (credentials instanceof Credentials.None) {
                return new Authentication.Authenticated(Caller.ANONYMOUS);
            }
            return credentials instanceof Credentials.Basic login
                            && login.password().equals("right")
                    ? new Authentication.Authenticated(new Caller(login.user(), Set.of()))
                    : new Authentication.Refused(CHALLENGE);
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            if (needed.stream().allMatch(permission -> allows(caller, permission))
                    && !(caller.isAnonymous() && needed.isEmpty())) {
                return new Decision.Allowed();
            }
            return caller.isAnonymous() ? new Decision.Challenged(CHALLENGE) : new Decision.Denied("not yours");
        }

        private static boolean allows(Caller caller, Permission permission) {
            if (permission instanceof Permission.OnRepository on) {
                String name = on.repository().value();
                return (on.action() == Action.PULL && name.startsWith("public/"))
                        || (!caller.isAnonymous() && name.startsWith(caller.name() + "/"));
            }
            return !caller.isAnonymous();
        }
    }
}
