package dev.berth.registry.rails;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.rails.RailsClient.RailsPage;
import dev.berth.registry.rails.RailsClient.RegistryInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call of GitLab's clients of its registry, on PostgreSQL; {@link TagPagesIT} has the lists of tags. */
class RailsReplayIT {
    private static RailsTokens tokens;
    private static RailsRegistry registry;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        tokens = RailsTokens.create();
        registry = RailsRegistry.start(folder, tokens, "");
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void theServerIsTakenForGitlabs() throws Exception {
        assertThat(registry.rails(tokens.none()).supportsGitlabApi()).isTrue();
        assertThat(registry.rails("").supportsGitlabApi()).isTrue();
        assertThat(registry.rails(tokens.none()).supportsTagDelete()).isTrue();
        assertThat(registry.rails("").registryInfo()).isEmpty();
        RegistryInfo info = registry.rails(tokens.none()).registryInfo().orElseThrow();
        assertThat(info.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(info.features().split(",", -1)).contains("tag_delete");
        assertThat(info.hasDatabase()).isTrue();
    }

    @Test
    void detailsOfARepository() throws Exception {
        registry.push("group/details", "v1", "one");
        registry.push("group/details/sub", "v1", "four");

        JsonNode plain = registry.rails(tokens.pull("group/details")).details("Group/Details", "");
        assertThat(plain.get("path").asText()).isEqualTo("group/details");
        assertThat(plain.get("name").asText()).isEqualTo("details");
        assertThat(plain.has("size_bytes")).isFalse();
        assertThat(OffsetDateTime.parse(plain.get("created_at").asText())).isNotNull();
        RailsClient nested = registry.rails(tokens.nested("group/details"));
        assertThat(nested.details("group/details", "self").get("size_bytes").asLong())
                .isEqualTo(3);
        assertThat(nested.details("group/details", "self_with_descendants")
                        .get("size_bytes")
                        .asLong())
                .isEqualTo(7);
        assertThat(nested.details("group/none", "self")).isEmpty();
        assertThat(registry.rails(tokens.pull("group/other")).details("group/details", ""))
                .isEmpty();
    }

    @Test
    void detailsOfATag() throws Exception {
        String digest = registry.push("group/tag", "v1", "content");

        JsonNode tag = registry.rails(tokens.full("group/tag"))
                .tags("group/tag", 100, Map.of())
                .items()
                .get(0);

        assertThat(tag.get("name").asText()).isEqualTo("v1");
        assertThat(tag.get("digest").asText()).isEqualTo(digest);
        assertThat(tag.get("config_digest").asText()).startsWith("sha256:");
        assertThat(tag.get("media_type").asText()).isEqualTo(ImageClient.OCI);
        assertThat(tag.get("size_bytes").asLong()).isPositive();
        for (String time : List.of("created_at", "published_at")) {
            assertThat(OffsetDateTime.parse(tag.get(time).asText())).isNotNull();
        }
    }

    @Test
    void pathsThatBeginAlikeAreNotMixedUp() throws Exception {
        List<String> all = List.of("p/a", "p/a-b", "p/a.b", "p/a/b", "p/a/b/a", "p/a_b", "p/ab");
        for (String name : all) {
            registry.push(name, "v1", name);
        }

        assertThat(paths("p/a")).containsExactly("p/a", "p/a/b", "p/a/b/a");
        assertThat(paths("p")).containsExactlyElementsOf(all);
        assertThat(registry.rails(tokens.nested("p/a"))
                        .details("p/a", "self_with_descendants")
                        .get("size_bytes")
                        .asLong())
                .isEqualTo("p/ap/a/bp/a/b/a".length());
        assertThat(registry.rails(tokens.renaming("p/a")).rename("p/a", "z", false))
                .isEqualTo("ok");
        assertThat(paths("p")).containsExactly("p/a-b", "p/a.b", "p/a_b", "p/ab", "p/z", "p/z/b", "p/z/b/a");
    }

    /** One page after another, as the client reads them: {@code last} comes from the address of the next page. */
    private static List<String> paths(String path) throws Exception {
        RailsClient client = registry.rails(tokens.nested(path));
        List<String> paths = new ArrayList<>();
        Optional<String> last = Optional.empty();
        do {
            RailsPage page = client.repositories(path, 2, last);
            page.items().forEach(item -> paths.add(item.get("path").asText()));
            last = page.parameter("next", "last");
        } while (last.isPresent());
        return paths;
    }

    @ParameterizedTest
    @CsvSource({
        "ren/app, new_app, ren/new_app",
        "app/app, app2, app/app2",
        "re_n/a_p/a_p, a_p__p, re_n/a_p/a_p__p",
        "a.b/c-d/c-d, c, a.b/c-d/c"
    })
    void aProjectIsRenamed(String path, String name, String renamed) throws Exception {
        registry.push(path, "v1", path);
        registry.push(path + "/" + path, "v1", path);
        RailsClient client = registry.rails(tokens.renaming(path));

        assertThat(client.rename(path, name, true)).isEqualTo("accepted");
        assertThat(client.rename(path, name, false)).isEqualTo("ok");
        assertThat(paths(renamed)).containsExactly(renamed, renamed + "/" + path);
        assertThat(client.rename(path, name, true)).isEqualTo("not_found");
    }

    @Test
    void aProjectIsMoved() throws Exception {
        registry.push("mov/one/app", "v1", "app");
        RailsClient client = registry.rails(tokens.moving("mov/one/app", "mov/two"));

        assertThat(client.move("mov/one/app", "mov/two", true)).isEqualTo("accepted");
        assertThat(client.move("mov/one/app", "mov/two", false)).isEqualTo("ok");
        assertThat(paths("mov")).containsExactly("mov/two/app");
    }

    @Test
    void refusedRenamesHaveTheExpectedStatus() throws Exception {
        registry.push("ref/app", "v1", "app");
        registry.push("ref/taken", "v1", "app");

        assertThat(registry.rails(tokens.renaming("ref/app")).rename("ref/app", "taken", true))
                .isEqualTo("name_taken");
        assertThat(registry.rails(tokens.renaming("ref/none")).rename("ref/none", "new", true))
                .isEqualTo("not_found");
        assertThat(registry.rails(tokens.renaming("ref/app")).rename("ref/app", "no/slash", true))
                .isEqualTo("bad_request");
        assertThat(registry.rails("").rename("ref/app", "new", true)).isEqualTo("unauthorized");
        assertThat(registry.rails(tokens.nested("ref/app")).rename("ref/app", "new", true))
                .isNotIn("accepted", "ok");
        assertThat(registry.rails(tokens.full("ref/app")).rename("ref/app", "new", true))
                .isNotIn("accepted", "ok");
    }

    @Test
    void tagsAreDeletedByNameAndByDigest() throws Exception {
        ImageClient client = registry.images("group/del");
        String digest = registry.push("group/del", "v1", "one");
        registry.push("group/del", "v2", "one");
        registry.push("group/del", "v3", "three");

        assertThat(client.tags("group/del")).containsExactly("v1", "v2", "v3");
        assertThat(client.digest("group/del", "v1")).contains(digest);
        assertThat(client.delete("group/del", "v1")).isTrue();
        assertThat(client.tags("group/del")).containsExactly("v2", "v3");
        assertThat(client.delete("group/del", "v1")).isTrue();
        assertThat(client.delete("group/del", digest)).isTrue();
        assertThat(client.tags("group/del")).containsExactly("v3");
        assertThat(client.digest("group/del", "v2")).isEmpty();
    }

    /** Before registries could delete tags, GitLab moved a tag to an image without layers and deleted that. */
    @Test
    void aTagIsSetToAnImageWithoutLayers() throws Exception {
        registry.push("group/empty", "v1", "one");
        ImageClient client = registry.images("group/empty");
        byte[] config = "{\n  \"config\": {\n  }\n}".getBytes(StandardCharsets.UTF_8);
        String digest = client.push("group/empty", config);
        String manifest = """
            {
              "schemaVersion": 2,
              "mediaType": "%s",
              "config": {
                "mediaType": "application/vnd.docker.container.image.v1+json",
                "size": %d,
                "digest": "%s"
              }
            }\
            """.formatted(ImageClient.DOCKER, config.length, digest);

        String set = client.put("group/empty", "v1", ImageClient.DOCKER, manifest.getBytes(StandardCharsets.UTF_8));

        assertThat(client.digest("group/empty", "v1")).contains(set);
        assertThat(client.blob("group/empty", digest)).isEqualTo(config);
        assertThat(client.delete("group/empty", set)).isTrue();
        assertThat(client.deleteBlob("group/empty", digest)).isTrue();
        assertThat(client.deleteBlob("group/empty", digest)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Group/App", "group/app"})
    void pathsAreSentInLowerCase(String path) throws Exception {
        registry.push("group/app", "v1", "app");

        assertThat(registry.rails(tokens.pull("group/app"))
                        .details(path, "")
                        .get("path")
                        .asText())
                .isEqualTo("group/app");
    }
}
