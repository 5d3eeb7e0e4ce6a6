package dev.berth.registry.jetty.protocol;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.AccessController;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A caller without permission to pull gets the same answer whether a repository exists or not. The repositories {@code
 * taken} and {@code ghost} differ in nothing else.
 */
class NothingRevealedTest {
    private static final String MANIFEST = "manifests/v1";

    @RegisterExtension
    static final TestServer server = TestServer.guardedBy(new OwnRepositories());

    private static Digest blob = TestServer.digest(NOTHING);
    private static Digest manifest = blob;

    @BeforeAll
    static void fill() throws IOException, InterruptedException {
        blob = server.pushBlob("taken/app", Manifests.bytes("secret"));
        byte[] image = server.image("taken/app", "secret");
        manifest = TestServer.digest(image);
        assertThat(send("taken", "PUT", "/v2/taken/app/" + MANIFEST, image).statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET tags/list",
                "HEAD tags/list",
                "GET manifests/v1",
                "HEAD manifests/v1",
                "HEAD manifests/MANIFEST",
                "GET manifests/MANIFEST",
                "PUT manifests/v1",
                "DELETE manifests/v1",
                "DELETE manifests/MANIFEST",
                "DELETE tags/reference/v1",
                "GET blobs/BLOB",
                "HEAD blobs/BLOB",
                "DELETE blobs/BLOB",
                "GET referrers/MANIFEST",
                "HEAD referrers/MANIFEST",
                "POST blobs/uploads/",
                "POST blobs/uploads/?mount=BLOB&from=ann/app",
                "GET blobs/uploads/00000000-0000-0000-0000-000000000000",
                "PATCH blobs/uploads/00000000-0000-0000-0000-000000000000",
                "DELETE blobs/uploads/00000000-0000-0000-0000-000000000000"
            })
    void sameAnswerForWhatIsThereAndWhatIsNot(String request) throws Exception {
        for (String user : List.of("ann", "")) {
            assertThat(answer(user, request, "taken/app")).isEqualTo(answer(user, request, "ghost/app"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?mount=BLOB&from=NAME",
                "?mount=MANIFEST&from=NAME",
                "?mount=BLOB&from=NAME&digest-algorithm=sha512"
            })
    void mountFromThereIsAnUpload(String query) throws Exception {
        String start = "POST blobs/uploads/" + query;
        assertThat(mount("ann", start.replace("NAME", "taken/app")))
                .isEqualTo(mount("ann", start.replace("NAME", "ghost/app")))
                .isEqualTo(202);
        assertThat(mount("ann", "POST blobs/uploads/?mount=BLOB"))
                .as("from anywhere")
                .isEqualTo(202);
        assertThat(mount("taken", "POST blobs/uploads/?mount=BLOB"))
                .as("by its owner")
                .isEqualTo(201);
    }

    private static int mount(String user, String request) throws IOException, InterruptedException {
        String[] words = filled(request).split(" ", -1);
        return send(user, words[0], "/v2/" + user + "/copy/" + words[1], NOTHING)
                .statusCode();
    }

    /** Everything of an answer that may tell something; the name itself does not. */
    private static Map<String, Object> answer(String user, String request, String repository)
            throws IOException, InterruptedException {
        String[] words = filled(request).split(" ", -1);
        HttpResponse<byte[]> response = send(user, words[0], "/v2/" + repository + "/" + words[1], NOTHING);
        Map<String, Object> headers = new TreeMap<>(response.headers().map());
        headers.keySet().removeIf(name -> name.equals("x-request-id") || name.equals("date"));
        String body = new String(response.body(), StandardCharsets.UTF_8).replace(repository, "NAME");
        return Map.of("status", response.statusCode(), "headers", headers, "body", body);
    }

    private static String filled(String request) {
        return request.replace("BLOB", blob.toString()).replace("MANIFEST", manifest.toString());
    }

    private static HttpResponse<byte[]> send(String user, String method, String path, byte[] body)
            throws IOException, InterruptedException {
        if (user.isEmpty()) {
            return server.send(method, path, body);
        }
        String pair = Base64.getEncoder().encodeToString((user + ":x").getBytes(StandardCharsets.UTF_8));
        return server.send(method, path, body, "Authorization", "Basic " + pair, "Content-Type", Manifests.OCI_IMAGE);
    }

    /** All permissions for each user in the repositories below their name, and none otherwise. */
    private static final class OwnRepositories implements AccessController {
        @Override
        public Authentication authenticate(Credentials credentials) {
            return new Authentication.Authenticated(
                    credentials instanceof Credentials.Basic login
                            ? new Caller(login.user(), Set.of())
                            : Caller.ANONYMOUS);
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            if (caller.isAnonymous()) {
                return new Decision.Challenged(new Challenge("Basic", "a login is needed"));
            }
            return needed.stream().allMatch(permission -> isOwn(caller, permission))
                    ? new Decision.Allowed()
                    : new Decision.Denied("not yours");
        }

        private static boolean isOwn(Caller caller, Permission permission) {
            return !(permission instanceof Permission.OnRepository on)
                    || on.repository().value().startsWith(caller.name() + "/");
        }
    }
}
