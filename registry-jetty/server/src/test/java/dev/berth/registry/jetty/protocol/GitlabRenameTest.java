package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Account;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.access.Permission.OnNamespace;
import dev.berth.registry.access.Permission.OnRepository;
import dev.berth.registry.model.RepositoryName;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renames as GitLab asks for them. */
class GitlabRenameTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    @RegisterExtension
    static final TestServer guarded = TestServer.guardedBy(new Tokens());

    @Test
    void aRepositoryGetsAnotherName() throws Exception {
        push("r1/app", "v1");
        push("r1/app/below_app/app", "v1");
        push("r1/app-b", "v1");

        assertThat(patch("r1/app", "{\"name\":\"new_app\"}").statusCode()).isEqualTo(204);

        assertThat(repositories("r1")).containsExactly("r1/app-b", "r1/new_app", "r1/new_app/below_app/app");
        assertThat(server.get("/v2/r1/app/manifests/v1").statusCode()).isEqualTo(404);
        assertThat(server.get("/v2/r1/new_app/manifests/v1").statusCode()).isEqualTo(200);
        JsonNode renamed = TestServer.json(server.get("/gitlab/v1/repositories/r1/new_app/"));
        assertThat(renamed.get("updated_at").asText()).isNotEmpty();
    }

    @Test
    void aRepositoryIsMoved() throws Exception {
        push("r2/a/app", "v1");

        assertThat(patch("r2/a/app", "{\"namespace\":\"r2/b/c\"}").statusCode()).isEqualTo(204);

        assertThat(repositories("r2")).containsExactly("r2/b/c/app");
    }

    @Test
    void aDryRunLeasesTheName() throws Exception {
        push("r3/app", "v1");
        Instant before = Instant.now();

        HttpResponse<byte[]> dry = send(server, "r3/app", "?dry_run=true", "{\"name\":\"new\"}");

        assertThat(dry.statusCode()).isEqualTo(202);
        Instant until = Instant.parse(TestServer.json(dry).get("ttl").asText());
        assertThat(until).isBetween(before.plusSeconds(59), Instant.now().plusSeconds(61));
        assertThat(repositories("r3")).containsExactly("r3/app");
        assertThat(patch("r3/app", "{\"name\":\"new\"}").statusCode()).isEqualTo(204);
    }

    @Test
    void aNameThatWasJustGivenUpTakesNoPush() throws Exception {
        push("r9/app", "v1");
        byte[] image = server.image("r9/other", "image");
        assertThat(patch("r9/app", "{\"name\":\"new\"}").statusCode()).isEqualTo(204);

        assertRefused(server.putManifest("r9/app", "v1", image), 409, "RENAME_IN_PROGRESS");
        assertRefused(server.putManifest("r9/app/below", "v1", image), 409, "RENAME_IN_PROGRESS");
        assertThat(repositories("r9")).containsExactly("r9/new");
        push("r9/new", "v2");
    }

    @Test
    void aNameInUseIsAConflict() throws Exception {
        push("r4/app", "v1");
        push("r4/taken/below", "v1");

        assertRefused(patch("r4/app", "{\"name\":\"taken\"}"), 409, "RENAME_CONFLICT");
        assertRefused(patch("r4/none", "{\"name\":\"new\"}"), 404, "NAME_UNKNOWN");
    }

    @Test
    void aNameThatWouldBeTooLongExceedsALimit() throws Exception {
        push("r5/app/" + "b".repeat(200), "v1");

        assertRefused(patch("r5/app", "{\"name\":\"" + "c".repeat(100) + "\"}"), 422, "EXCEEDS_LIMITS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "| INVALID_JSON_BODY",
                "[] | INVALID_JSON_BODY",
                "{\"name\":\"a\"} {} | INVALID_JSON_BODY",
                "{\"name\":\"a\",\"name\":\"b\"} | INVALID_JSON_BODY",
                "{\"name\": | INVALID_JSON_BODY",
                "{} | INVALID_BODY_PARAMETER",
                "{\"name\":\"a\",\"namespace\":\"r6/b\"} | INVALID_BODY_PARAMETER",
                "{\"path\":\"a\"} | INVALID_BODY_PARAMETER",
                "{\"name\":\"a/b\"} | INVALID_BODY_PARAMETER",
                "{\"name\":\"A\"} | INVALID_BODY_PARAMETER",
                "{\"name\":\"app\"} | INVALID_BODY_PARAMETER",
                "{\"namespace\":\"other/b\"} | INVALID_BODY_PARAMETER",
                "{\"namespace\":\"r6/app\"} | INVALID_BODY_PARAMETER",
                "{\"namespace\":\"\"} | INVALID_BODY_PARAMETER",
                "{\"name\":1} | INVALID_BODY_PARAMETER_TYPE",
                "{\"namespace\":null} | INVALID_BODY_PARAMETER_TYPE",
                "{\"name\":{}} | INVALID_BODY_PARAMETER_TYPE"
            })
    void badBodiesAreRefused(String body, String code) throws Exception {
        HttpResponse<byte[]> refused = patch("r6/app", body == null ? "" : body);

        assertRefused(refused, 400, code);
    }

    @Test
    void aDryRunIsTrueOrFalse() throws Exception {
        assertRefused(
                send(server, "r6/app", "?dry_run=yes", "{\"name\":\"new\"}"), 400, "INVALID_QUERY_PARAMETER_TYPE");
    }

    @Test
    void aTokenRenamesItsProjectOnly() throws Exception {
        guarded.pushBlob("team/app", Manifests.bytes("blob"));
        guarded.pushBlob("team/other", Manifests.bytes("blob"));
        String body = "{\"name\":\"new\"}";

        assertRefused(
                send(guarded, "team/app", "", body, "Authorization", "Bearer none"), 400, "UNKNOWN_PROJECT_PATH_CLAIM");
        assertRefused(
                send(guarded, "team/other", "", body, "Authorization", "Bearer team/app"),
                400,
                "MISMATCH_PROJECT_PATH_CLAIM");
        String elsewhere = "{\"namespace\":\"team/sub\"}";
        assertThat(send(guarded, "team/app", "", elsewhere, "Authorization", "Bearer team/app")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(guarded, "team/app", "", body, "Authorization", "Bearer team/app")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void sizesOfOthersBelowTakeTheirScope() throws Exception {
        guarded.pushBlob("solo/app", Manifests.bytes("blob"));
        String path = "/gitlab/v1/repositories/solo/app/?size=";

        assertThat(guarded.get(path + "self", "Authorization", "Bearer one").statusCode())
                .isEqualTo(200);
        assertThat(guarded.get(path + "self_with_descendants", "Authorization", "Bearer one")
                        .statusCode())
                .isEqualTo(403);
        assertThat(guarded.get("/gitlab/v1/statistics/", "Authorization", "Bearer one")
                        .statusCode())
                .isEqualTo(403);
        assertThat(guarded.get("/gitlab/v1/").statusCode()).isEqualTo(401);
        assertThat(guarded.get("/gitlab/v1/", "Authorization", "Bearer one").statusCode())
                .isEqualTo(200);
    }

    private static void push(String repository, String tag) throws Exception {
        byte[] manifest = server.image(repository, repository);
        assertThat(server.putManifest(repository, tag, manifest).statusCode()).isEqualTo(201);
    }

    private static List<String> repositories(String path) throws Exception {
        return TestServer.json(server.get("/gitlab/v1/repository-paths/" + path + "/repositories/list/"))
                .findValuesAsText("path");
    }

    private static HttpResponse<byte[]> patch(String repository, String body) throws Exception {
        return send(server, repository, "", body);
    }

    private static HttpResponse<byte[]> send(
            TestServer to, String repository, String query, String body, String... headers) throws Exception {
        return to.send(
                "PATCH",
                "/gitlab/v1/repositories/" + repository + "/" + query,
                body.getBytes(StandardCharsets.UTF_8),
                headers);
    }

    private static void assertRefused(HttpResponse<byte[]> response, int status, String code) throws Exception {
        assertThat(TestServer.codes(response)).containsExactly(code);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    /** Tokens by which one may rename, of a project of their name; "one" may only pull. */
    private static final class Tokens implements AccessController {
        private static final Challenge CHALLENGE = new Challenge("Bearer realm=\"test\"", "a token is required");

        @Override
        public Authentication authenticate(Credentials credentials) {
            if (!(credentials instanceof Credentials.Bearer bearer)) {
                return new Authentication.Refused(CHALLENGE);
            }
            Set<Permission> grants = new HashSet<>();
            for (String name : List.of("team/app", "team/other", "solo/app")) {
                RepositoryName repository = new RepositoryName(name);
                grants.add(new OnRepository(repository, Action.PULL));
                if (!bearer.token().equals("one")) {
                    grants.add(new OnRepository(repository, Action.PUSH));
                    grants.add(new OnNamespace(repository, Action.PULL));
                }
            }
            Set<RepositoryName> projects =
                    bearer.token().contains("/") ? Set.of(new RepositoryName(bearer.token())) : Set.of();
            return new Authentication.Authenticated(new Caller("ann", grants, Set.of(), projects, Account.UNKNOWN));
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            return caller.grants().containsAll(needed) ? new Decision.Allowed() : new Decision.Denied("not granted");
        }
    }
}
