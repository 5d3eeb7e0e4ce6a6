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

/** Platforms and signatures in the list of tags of {@code /api/v1/}. */
final class ManagementTraitsTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    private static final String TAGS = "/api/v1/tags/p/app";

    @BeforeAll
    static void fill() throws Exception {
        byte[] arm = image("{\"architecture\":\"arm64\",\"os\":\"linux\",\"variant\":\"v8\"}");
        byte[] amd = image("{\"architecture\":\"amd64\",\"os\":\"linux\"}");
        put("arm", arm, Manifests.OCI_IMAGE);
        put("amd", amd, Manifests.OCI_IMAGE);
        byte[] index = Manifests.index(
                Manifests.OCI_INDEX,
                child(arm, "arm64", "linux"),
                child(amd, "amd64", "linux"),
                child(image("{}"), "unknown", "unknown"));
        put("all", index, Manifests.OCI_INDEX);
        put("unknown", server.image("p/app", "layer"), Manifests.OCI_IMAGE);
        String signature = TestServer.digest(amd).toString().replace(':', '-') + ".sig";
        put(signature, server.image("p/app", "signature"), Manifests.OCI_IMAGE);
        put("referrer", referrer(index), Manifests.OCI_IMAGE);
    }

    private static byte[] image(String config) {
        byte[] bytes = Manifests.bytes(config);
        byte[] layer = Manifests.bytes("layer of " + config);
        Digest digest = server.pushBlob("p/app", bytes);
        byte[] manifest = Manifests.image(digest, bytes.length, server.pushBlob("p/app", layer), layer.length);
        put("temporary", manifest, Manifests.OCI_IMAGE);
        return manifest;
    }

    private static String child(byte[] manifest, String architecture, String operatingSystem) {
        return Manifests.descriptor(
                Manifests.OCI_IMAGE,
                TestServer.digest(manifest),
                manifest.length,
                ",\"platform\":{\"architecture\":\"" + architecture + "\",\"os\":\"" + operatingSystem + "\"}");
    }

    private static byte[] referrer(byte[] subject) {
        byte[] empty = Manifests.bytes("{}");
        Digest blob = server.pushBlob("p/app", empty);
        return Manifests.image(
                Manifests.OCI_IMAGE,
                blob,
                empty.length,
                blob,
                empty.length,
                ",\"artifactType\":\"application/vnd.dev.cosign.artifact.sig.v1+json\",\"subject\":"
                        + Manifests.descriptor(Manifests.OCI_INDEX, TestServer.digest(subject), subject.length, ""));
    }

    private static void put(String tag, byte[] manifest, String type) {
        try {
            HttpResponse<byte[]> stored =
                    server.send("PUT", "/v2/p/app/manifests/" + tag, manifest, "Content-Type", type);
            assertThat(stored.statusCode()).isEqualTo(201);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tagsHaveThePlatformsOfTheirImages() throws Exception {
        for (int round = 0; round < 2; round++) {
            JsonNode page = page(TAGS + "?platforms=true");
            assertThat(platforms(page, "amd")).containsExactly("linux/amd64");
            assertThat(platforms(page, "arm")).containsExactly("linux/arm64/v8");
            assertThat(platforms(page, "all")).containsExactly("linux/arm64", "linux/amd64");
            assertThat(platforms(page, "unknown")).isEmpty();
        }
    }

    @Test
    void tagsAreSignedByReferrersAndTags() throws Exception {
        JsonNode page = page(TAGS + "?signed=true");

        assertThat(tag(page, "amd").get("signed").asBoolean()).isTrue();
        assertThat(tag(page, "all").get("signed").asBoolean()).isTrue();
        assertThat(tag(page, "arm").get("signed").asBoolean()).isFalse();
        assertThat(tag(page, "arm").has("platforms")).isFalse();
    }

    @Test
    void neitherIsAnsweredUnasked() throws Exception {
        JsonNode page = page(TAGS);

        assertThat(tag(page, "amd").has("signed")).isFalse();
        assertThat(tag(page, "amd").has("platforms")).isFalse();
        assertThat(server.get(TAGS + "?signed=1").statusCode()).isEqualTo(400);
    }

    private static JsonNode page(String path) throws Exception {
        JsonNode page = TestServer.json(server.get(path));
        assertThat(ManagementDescription.problems("TagPage", page)).isEmpty();
        return page.get("items");
    }

    private static JsonNode tag(JsonNode page, String name) {
        for (JsonNode tag : page) {
            if (tag.get("name").asText().equals(name)) {
                return tag;
            }
        }
        throw new AssertionError("no tag " + name + " in " + page);
    }

    private static List<String> platforms(JsonNode page, String name) {
        List<String> platforms = new ArrayList<>();
        for (JsonNode platform : tag(page, name).get("platforms")) {
            platforms.add(platform.asText());
        }
        return platforms;
    }
}
