package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletion in bulk by {@code /api/v1/}; each answer is compared with the description of the API. */
class ManagementDeletionTest {
    @RegisterExtension
    static final TestServer server = TestServer.guardedBy(new Guard());

    private static final String TAGS = "/api/v1/tags/d/app";

    /** Allows everything but to delete the tag {@code pr-3}, and every tag of {@code d/kept}. */
    private static final class Guard implements AccessController {
        @Override
        public Authentication authenticate(Credentials credentials) {
            return new Authentication.Authenticated(Caller.ANONYMOUS);
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            boolean allowed = needed.stream().allMatch(Guard::isAllowed);
            return allowed ? new Decision.Allowed() : new Decision.Denied("protected");
        }

        private static boolean isAllowed(Permission permission) {
            if (permission instanceof Permission.OnTag on) {
                return on.action() != Action.DELETE || !on.tag().value().equals("pr-3");
            }
            return !(permission instanceof Permission.OnEveryTag on)
                    || !on.repository().value().equals("d/kept");
        }
    }

    @BeforeEach
    void fill() throws Exception {
        for (String repository : List.of("d/app", "d/kept", "d/other/x")) {
            byte[] manifest = server.image(repository, "layer of " + repository);
            for (String tag : List.of("latest", "pr-1", "pr-2", "pr-3")) {
                assertThat(server.putManifest(repository, tag, manifest).statusCode())
                        .isEqualTo(201);
            }
        }
    }

    @Test
    void aDryRunShowsWhatGoesAndWhatStays() throws Exception {
        JsonNode preview = delete(TAGS + "?match=pr-*&dry_run=true&limit=2");

        assertThat(preview.get("selected").asInt()).isEqualTo(3);
        assertThat(preview.get("staying").asInt()).isEqualTo(1);
        assertThat(preview.get("freed_bytes").asLong()).isZero();
        assertThat(preview.at("/items/0/name").asText()).isEqualTo("pr-1");
        assertThat(preview.at("/items/0/protected").asBoolean()).isFalse();
        JsonNode second = delete(
                TAGS + "?match=pr-*&dry_run=true&cursor=" + preview.get("next").asText());
        assertThat(second.at("/items/0/name").asText()).isEqualTo("pr-3");
        assertThat(second.at("/items/0/protected").asBoolean()).isTrue();
        assertThat(second.has("next")).isFalse();
        assertThat(tags("d/app")).hasSize(4);
    }

    @Test
    void tagsAreDeletedByPatternAndProtectedOnesStay() throws Exception {
        JsonNode deletion = delete(TAGS + "?match=pr-*&except=*-1");

        assertThat(deletion.get("deleted").asInt()).isEqualTo(1);
        assertThat(deletion.get("kept").asInt()).isEqualTo(1);
        assertThat(tags("d/app")).containsExactly("latest", "pr-1", "pr-3");
        assertThat(tags("d/kept")).hasSize(4);
    }

    @Test
    void namedTagsAreDeletedTogetherAndProtectedOnesStay() throws Exception {
        String named = TAGS + "?tag=pr-3&tag=latest&tag=none&tag=pr-1&tag=latest";
        JsonNode preview = delete(named + "&dry_run=true");
        assertThat(preview.get("items").findValuesAsText("name")).containsExactly("latest", "pr-1", "pr-3");
        assertThat(preview.get("staying").asInt()).isEqualTo(1);
        JsonNode rest = delete(TAGS + "?tag=pr-3&tag=latest&dry_run=true&cursor="
                + delete(TAGS + "?tag=pr-3&tag=latest&dry_run=true&limit=1")
                        .get("next")
                        .asText());
        assertThat(rest.get("items").findValuesAsText("name")).containsExactly("pr-3");

        JsonNode deletion = delete(named);

        assertThat(deletion.get("deleted").asInt()).isEqualTo(2);
        assertThat(deletion.get("kept").asInt()).isEqualTo(1);
        assertThat(tags("d/app")).containsExactly("pr-2", "pr-3");
    }

    @Test
    void aRequestNamesAtMostAHundredTags() throws Exception {
        String longest = IntStream.range(0, 100)
                .mapToObj(i -> "tag=" + "t".repeat(126) + (char) ('a' + i / 26) + (char) ('a' + i % 26))
                .collect(Collectors.joining("&", TAGS + "?", ""));

        assertThat(delete(longest).get("deleted").asInt()).isZero();
        assertThat(server.delete(TAGS + "?tag=latest" + "&tag=pr-1".repeat(100)).statusCode())
                .isEqualTo(400);
        assertThat(tags("d/app")).hasSize(4);
    }

    @Test
    void deletedTagsComeBack() throws Exception {
        delete(TAGS + "?match=pr-*");
        String list = "/api/v1/deleted-tags/d/app";
        JsonNode deleted = TestServer.json(server.get(list));
        assertThat(ManagementDescription.problems("get", list, 200, deleted)).isEmpty();
        assertThat(deleted.get("items").findValuesAsText("name")).containsExactly("pr-1", "pr-2");
        JsonNode first = TestServer.json(server.get(list + "?limit=1"));
        assertThat(TestServer.json(
                                server.get(list + "?cursor=" + first.get("next").asText()))
                        .at("/items/0/name")
                        .asText())
                .isEqualTo("pr-2");

        String path = "/api/v1/undeletions/d/app/pr-1";
        HttpResponse<byte[]> back = server.send("POST", path, TestServer.NOTHING);

        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(ManagementDescription.problems("post", path, 200, TestServer.json(back)))
                .isEmpty();
        assertThat(tags("d/app")).containsExactly("latest", "pr-1", "pr-3");
        assertThat(server.send("POST", path + "0", TestServer.NOTHING).statusCode())
                .isEqualTo(404);
        server.putManifest("d/app", "pr-2", server.image("d/app", "another"));
        HttpResponse<byte[]> inUse = server.send("POST", "/api/v1/undeletions/d/app/pr-2", TestServer.NOTHING);
        assertThat(inUse.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(inUse).get("code").asText()).isEqualTo("TAG_IN_USE");
        assertThat(TestServer.json(inUse).at("/values/tag").asText()).isEqualTo("pr-2");
    }

    @Test
    void manifestsThatWereDeletedByDigestComeBack() throws Exception {
        byte[] image = server.image("d/back", "back");
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(image));
        server.putManifest("d/back", "v1", image);
        server.putManifest("d/back", "v2", image);
        server.send("DELETE", "/v2/d/back/manifests/" + digest, TestServer.NOTHING);
        String list = "/api/v1/deleted-manifests/d/back";
        JsonNode deleted = TestServer.json(server.get(list));
        assertThat(ManagementDescription.problems("get", list, 200, deleted)).isEmpty();
        assertThat(deleted.get("items").findValuesAsText("digest")).containsExactly(digest.toString());

        String path = "/api/v1/manifest-undeletions/d/back/" + digest;
        HttpResponse<byte[]> back = server.send("POST", path, TestServer.NOTHING);

        assertThat(back.statusCode()).isEqualTo(200);
        JsonNode answer = TestServer.json(back);
        assertThat(ManagementDescription.problems("post", path, 200, answer)).isEmpty();
        assertThat(answer.get("tags").asInt()).isEqualTo(2);
        assertThat(tags("d/back")).containsExactly("v1", "v2");
        assertThat(TestServer.json(server.get(list)).get("items")).isEmpty();
        HttpResponse<byte[]> never = server.send("POST", path.replace("d/back", "d/app"), TestServer.NOTHING);
        assertThat(never.statusCode()).isEqualTo(404);
        assertThat(TestServer.json(never).get("code").asText()).isEqualTo("MANIFEST_UNKNOWN");
    }

    @Test
    void theNewestAreKeptAndUnusedTagsGo() throws Exception {
        assertThat(delete(TAGS + "?match=pr-*&keep_newest=2&dry_run=true")
                        .get("items")
                        .findValuesAsText("name"))
                .containsExactly("pr-1");
        assertThat(server.delete(TAGS + "?unused_for=30d").statusCode()).isEqualTo(405);
        server.flushUsage();
        assertThat(delete(TAGS + "?unused_for=1s&match=none&dry_run=true")
                        .get("selected")
                        .asInt())
                .isZero();
        assertThat(delete(TAGS + "?keep_newest=3").get("deleted").asInt()).isEqualTo(1);
        JsonNode all = delete(TAGS + "?all=true&dry_run=true");
        assertThat(all.get("freed_bytes").asLong())
                .isEqualTo(TestServer.json(server.get("/api/v1/repositories/d/app"))
                        .get("size_bytes")
                        .asLong());
    }

    @Test
    void youngTagsAreNotOld() throws Exception {
        assertThat(delete(TAGS + "?older_than=1h").get("deleted").asInt()).isZero();
        assertThat(delete(TAGS + "?all=true").get("deleted").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?dry_run=true",
                "?all=true&match=a*",
                "?match=",
                "?tag=",
                "?tag=latest&tag=pr-*",
                "?tag=latest&tag=a%2Fb",
                "?tag=latest&tag=%00",
                "?tag=latest&tag=..%2F..%2Fkept",
                "?tag=latest&tag=a'%20OR%20''='",
                "?tag=latest%20pr-1",
                "?tag=latest&tag=pr-1&all=true",
                "?match=a/b",
                "?older_than=1y",
                "?keep_newest=0",
                "?keep_newest=x",
                "?unused_for=30",
                "?all=true&keep_newest=1",
                "?older_than=-1d",
                "?older_than=99999999d",
                "?mtach=a*",
                "?all=true&dry_run=false&dry_run=true",
                "?match=pr-*&match=none-*",
                "?tag=latest&keep_newest=9&keep_newest=1",
                "?all=true&all=true",
                "?all=true&dry_run=yes"
            })
    void anUnclearSelectionDeletesNothing(String query) throws Exception {
        HttpResponse<byte[]> refused = server.delete(TAGS + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(ManagementDescription.problems("Problem", TestServer.json(refused)))
                .isEmpty();
        assertThat(tags("d/app")).hasSize(4);
    }

    @Test
    void aRepositoryIsDeleted() throws Exception {
        assertThat(delete("/api/v1/repositories/d/app?dry_run=true").get("tags").asInt())
                .isEqualTo(4);
        assertThat(delete("/api/v1/repositories/d/app").get("tags").asInt()).isEqualTo(4);
        assertThat(server.get("/api/v1/repositories/d/app").statusCode()).isEqualTo(404);
        assertThat(server.delete("/api/v1/repositories/d/app").statusCode()).isEqualTo(404);
        assertThat(server.delete("/api/v1/repositories/d/kept").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"repositories/d/app", "namespaces/d"})
    void aPreviewThatIsAlsoNoneDeletesNothing(String path) throws Exception {
        assertThat(server.delete("/api/v1/" + path + "?dry_run=false&dry_run=true")
                        .statusCode())
                .isEqualTo(400);
        assertThat(tags("d/app")).hasSize(4);
    }

    @Test
    void aNamespaceIsDeletedButForProtectedRepositories() throws Exception {
        JsonNode preview = delete("/api/v1/namespaces/d?dry_run=true");
        assertThat(preview.get("repositories").asInt()).isEqualTo(2);

        JsonNode deletion = delete("/api/v1/namespaces/d");

        assertThat(deletion.get("repositories").asInt()).isEqualTo(2);
        assertThat(deletion.get("kept").asInt()).isEqualTo(1);
        assertThat(tags("d/kept")).hasSize(4);
        assertThat(server.get("/api/v1/repositories/d/other/x").statusCode()).isEqualTo(404);
    }

    private static JsonNode delete(String path) throws Exception {
        HttpResponse<byte[]> answer = server.delete(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        JsonNode json = TestServer.json(answer);
        assertThat(ManagementDescription.problems("delete", path, 200, json))
                .as(path)
                .isEmpty();
        return json;
    }

    private static List<String> tags(String repository) throws Exception {
        List<String> names = new ArrayList<>();
        TestServer.json(server.get("/v2/" + repository + "/tags/list"))
                .get("tags")
                .forEach(tag -> names.add(tag.asText()));
        return names;
    }
}
