package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.model.Digest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of the manifests of a repository in {@code /api/v1/}. */
final class ManagementManifestListTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    private static final String LIST = "/api/v1/manifests/m/app";

    @BeforeAll
    static void fill() throws Exception {
        for (int i = 0; i < 3; i++) {
            push("v" + i, server.image("m/app", "layer " + i));
        }
        push("v0", server.image("m/app", "another"));
    }

    private static void push(String tag, byte[] manifest) throws Exception {
        assertThat(server.putManifest("m/app", tag, manifest).statusCode()).isEqualTo(201);
    }

    @Test
    void manifestsHaveTheirTags() throws Exception {
        JsonNode items = page(LIST).get("items");

        assertThat(items.findValuesAsText("digest")).hasSize(4).isSorted();
        List<String> tags = new ArrayList<>();
        items.findValues("tags").forEach(names -> tags.add(names.toString()));
        assertThat(tags).containsExactlyInAnyOrder("[]", "[\"v0\"]", "[\"v1\"]", "[\"v2\"]");
        JsonNode manifest = items.get(0);
        HttpResponse<byte[]> pulled =
                server.get("/v2/m/app/manifests/" + manifest.get("digest").asText());
        assertThat(manifest.get("manifest_size_bytes").asInt()).isEqualTo(pulled.body().length);
        assertThat(manifest.get("media_type").asText()).isEqualTo(TestServer.header(pulled, "Content-Type"));
        assertThat(manifest.get("kind").asText()).isEqualTo("image");
        assertThat(manifest.has("subject")).isFalse();
    }

    @Test
    void untaggedManifestsAreSelected() throws Exception {
        Digest untagged = TestServer.digest(server.image("m/app", "layer 0"));

        assertThat(page(LIST + "?untagged=true").get("items").findValuesAsText("digest"))
                .containsExactly(untagged.toString());
    }

    @Test
    void pagesContinueByTheirCursor() throws Exception {
        List<String> found = new ArrayList<>();
        JsonNode page = page(LIST + "?limit=3");
        found.addAll(page.findValuesAsText("digest"));
        page = page(LIST + "?limit=3&cursor=" + page.get("next").asText());
        found.addAll(page.findValuesAsText("digest"));

        assertThat(page.has("next")).isFalse();
        assertThat(found).containsExactlyElementsOf(page(LIST).findValuesAsText("digest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=1001",
                "?untagged=1",
                "?cursor=x",
                "?tags=true",
                "?untagged=true&untagged=false"
            })
    void wrongParametersAreRefused(String query) throws Exception {
        assertThat(server.get(LIST + query).statusCode()).isEqualTo(400);
    }

    @Test
    void anUnknownRepositoryIsNotFound() throws Exception {
        assertThat(server.get("/api/v1/manifests/m/none").statusCode()).isEqualTo(404);
    }

    private static JsonNode page(String path) throws Exception {
        JsonNode page = TestServer.json(server.get(path));
        assertThat(ManagementDescription.problems("ManifestPage", page)).isEmpty();
        return page;
    }
}
