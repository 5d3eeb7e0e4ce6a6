package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renames by {@code /api/v1/}; each answer is compared with the description of the API. */
class ManagementRenameTest {
    @RegisterExtension
    static final TestServer server = TestServer.guardedBy(new Guard());

    /** Allows everything but what concerns {@code closed} and all below it. */
    private static final class Guard implements AccessController {
        @Override
        public Authentication authenticate(Credentials credentials) {
            return new Authentication.Authenticated(Caller.ANONYMOUS);
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            boolean isClosed = needed.stream().map(Permission::toString).anyMatch(text -> text.contains("closed"));
            return isClosed ? new Decision.Denied("closed") : new Decision.Allowed();
        }
    }

    @Test
    void aRepositoryMovesWithAllBelowIt() throws Exception {
        push("a/app");
        push("a/app/below/app");
        push("a/app-b");

        JsonNode renamed = rename("a/app", "?to=b/c/new_app", 200);

        assertThat(renamed.get("dry_run").asBoolean()).isFalse();
        assertThat(server.get("/v2/b/c/new_app/below/app/manifests/v1").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/v2/a/app-b/manifests/v1").statusCode()).isEqualTo(200);
        assertThat(server.get("/v2/a/app/manifests/v1").statusCode()).isEqualTo(404);
    }

    @Test
    void aDryRunReservesTheNames() throws Exception {
        push("dry/app");

        JsonNode reserved = rename("dry/app", "?to=dry/other&dry_run=true", 200);

        assertThat(Instant.parse(reserved.get("reserved_until").asText())).isAfter(Instant.now());
        assertThat(server.get("/v2/dry/app/manifests/v1").statusCode()).isEqualTo(200);
    }

    @Test
    void refusalsAreProblems() throws Exception {
        push("from/app");
        push("taken/app");

        assertThat(rename("from/app", "?to=taken/app", 409).get("code").asText())
                .isEqualTo("RENAME_CONFLICT");
        assertThat(rename("from/none", "?to=free", 404).get("code").asText()).isEqualTo("NAME_UNKNOWN");
        assertThat(rename("from/app", "?to=closed/app", 403).get("code").asText())
                .isEqualTo("DENIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?to=", "?to=A", "?to=from/app", "?to=from/app/x", "?to=from", "?to=a&dry_run=maybe"})
    void aTargetIsAFreePath(String query) throws Exception {
        rename("from/app", query, 400);
    }

    private static JsonNode rename(String name, String query, int status) throws Exception {
        String path = "/api/v1/renames/" + name;
        HttpResponse<byte[]> answer = server.send("POST", path + query, TestServer.NOTHING);
        assertThat(answer.statusCode()).as(query).isEqualTo(status);
        JsonNode json = TestServer.json(answer);
        List<String> problems = status == 200
                ? ManagementDescription.problems("post", path, status, json)
                : ManagementDescription.problems("Problem", json);
        assertThat(problems).isEmpty();
        return json;
    }

    private static void push(String repository) throws Exception {
        byte[] manifest = server.image(repository, repository);
        assertThat(server.putManifest(repository, "v1", manifest).statusCode()).isEqualTo(201);
    }
}
