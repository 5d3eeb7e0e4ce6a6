package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The details of tags in the calls of GitLab: image, platforms and referrers. */
class GitlabTagTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    private static final GitlabCalls GITLAB = new GitlabCalls(server);
    private static final String BASE = "/gitlab/v1/repositories/";
    private static final MediaType IMAGE = new MediaType(Manifests.OCI_IMAGE);

    @BeforeAll
    static void fill() throws Exception {
        GITLAB.put("g/app", "a_b", IMAGE, server.image("g/app", "layer"));
    }

    @Test
    void referrersAreListedWhereTheyAreAskedFor() throws Exception {
        byte[] subject = server.image("s/signed", "signed");
        Digest digest = GITLAB.put("s/signed", "v1", IMAGE, subject);
        GITLAB.put("s/signed", "v2", IMAGE, server.image("s/signed", "unsigned"));
        Digest config = TestServer.digest(Manifests.bytes("{}"));
        for (String type : List.of("example/signature", "example/sbom")) {
            String text =
                    "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"artifactType\":\"%s\",\"config\":%s,\"layers\":[],\"subject\":%s}"
                            .formatted(
                                    Manifests.OCI_IMAGE,
                                    type,
                                    GITLAB.descriptor("application/vnd.oci.empty.v1+json", config, 2),
                                    GITLAB.descriptor(Manifests.OCI_IMAGE, digest, subject.length));
            GITLAB.put("s/signed", TestServer.digest(Manifests.bytes(text)).toString(), IMAGE, Manifests.bytes(text));
        }

        JsonNode all = GITLAB.json(BASE + "s/signed/tags/list/?referrers=true");
        assertThat(all.get(0).get("referrers").findValuesAsText("artifactType"))
                .containsExactlyInAnyOrder("example/signature", "example/sbom");
        assertThat(all.get(1).get("referrers").size()).isZero();
        JsonNode one = GITLAB.json(BASE + "s/signed/tags/list/?referrers=true&referrer_type=example/sbom");
        assertThat(one.get(0).get("referrers").findValuesAsText("artifactType")).containsExactly("example/sbom");
        JsonNode two = GITLAB.json(BASE + "s/signed/tags/list/?referrers=true&referrer_type=example/sbom,example/none");
        assertThat(two.get(0).get("referrers").findValuesAsText("digest")).hasSize(1);
    }

    @Test
    void aTagThatWasSetAgainIsPublishedThen() throws Exception {
        GITLAB.put("u/app", "v1", IMAGE, server.image("u/app", "first"));
        GITLAB.put("u/app", "v1", IMAGE, server.image("u/app", "second"));

        for (String path : List.of("u/app/tags/list/?name_exact=v1", "u/app/tags/detail/v1/")) {
            JsonNode answer = GITLAB.json(BASE + path);
            JsonNode tag = answer.isArray() ? answer.get(0) : answer;
            assertThat(tag.get("updated_at").asText())
                    .isGreaterThanOrEqualTo(tag.get("created_at").asText())
                    .isEqualTo(tag.get("published_at").asText());
        }
    }

    @Test
    void aTagIsDescribedWithItsImage() throws Exception {
        JsonNode tag = GITLAB.json(BASE + "g/app/tags/detail/a_b/");

        assertThat(GITLAB.fields(tag)).containsExactly("repository", "name", "created_at", "published_at", "image");
        assertThat(tag.get("repository").asText()).isEqualTo("g/app");
        assertThat(tag.at("/image/size_bytes").asLong()).isGreaterThan(5);
        assertThat(tag.at("/image/manifest/media_type").asText()).isEqualTo(Manifests.OCI_IMAGE);
        assertThat(tag.at("/image/manifest/references").isMissingNode()).isTrue();
        assertThat(tag.at("/image/config/digest").asText()).startsWith("sha256:");
        GITLAB.assertUnknown(BASE + "none/tags/detail/a/", "none");
        for (String absent : List.of("c", "-")) {
            HttpResponse<byte[]> unknown = server.get(BASE + "g/app/tags/detail/" + absent + "/");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(TestServer.codes(unknown)).containsExactly("TAG_UNKNOWN");
        }
    }

    @Test
    void anIndexIsDescribedWithItsPlatforms() throws Exception {
        byte[] config = Manifests.bytes(
                "{\"architecture\":\"arm64\",\"os\":\"linux\",\"variant\":\"v8\",\"os.version\":\"6.1\"}");
        Digest layer = server.pushBlob("m/multi", Manifests.bytes("arm"));
        byte[] image = Manifests.bytes("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        Manifests.OCI_IMAGE,
                        GITLAB.descriptor(
                                "application/vnd.oci.image.config.v1+json",
                                server.pushBlob("m/multi", config),
                                config.length),
                        GITLAB.descriptor("application/vnd.oci.image.layer.v1.tar", layer, 3)));
        Digest child = GITLAB.put("m/multi", TestServer.digest(image).toString(), IMAGE, image);
        byte[] index = Manifests.bytes("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(MediaType.OCI_INDEX, GITLAB.descriptor(Manifests.OCI_IMAGE, child, image.length)));
        GITLAB.put("m/multi", "v1", MediaType.OCI_INDEX, index);

        JsonNode tag = GITLAB.json(BASE + "m/multi/tags/detail/v1/");

        assertThat(tag.at("/image/size_bytes").asLong()).isEqualTo(index.length + image.length + config.length + 3);
        JsonNode listed = tag.at("/image/manifest/references/0");
        assertThat(listed.at("/manifest/digest").asText()).isEqualTo(child.toString());
        assertThat(listed.at("/size_bytes").asLong()).isEqualTo(image.length + config.length + 3);
        assertThat(listed.at("/config/platform").toString())
                .isEqualTo("{\"architecture\":\"arm64\",\"os\":\"linux\",\"variant\":\"v8\",\"os_version\":\"6.1\"}");
        assertThat(GITLAB.json(BASE + "m/multi/tags/list/").at("/0/size_bytes").asLong())
                .isEqualTo(tag.at("/image/size_bytes").asLong());
    }
}
