package dev.berth.registry.jetty.protocol;

import static dev.berth.registry.jetty.protocol.TestServer.header;
import static dev.berth.registry.jetty.protocol.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.http.ProtocolConfig;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListProtocolTest {
    @RegisterExtension
    static final TestServer server = TestServer.with(
            ProtocolConfig.builder().tagPage(4).catalogPage(2).referrersPage(2).build());

    private static final List<String> SORTED = List.of("1.0", "1.0-b", "A", "_", "a", "b");

    @BeforeAll
    static void fill() throws IOException, InterruptedException {
        byte[] manifest = server.image("l/tags", "tags");
        for (String tag : List.of("b", "a", "_", "A", "1.0-b", "1.0")) {
            server.putManifest("l/tags", tag, manifest);
        }
        server.pushBlob("l-1", Manifests.bytes("1"));
        server.pushBlob("l1", Manifests.bytes("2"));
        server.pushBlob("l/z", Manifests.bytes("3"));
    }

    @Test
    void tagsComeInByteOrderPageByPage() throws IOException, InterruptedException {
        assertThat(follow("/v2/l/tags/tags/list?n=2", "tags")).isEqualTo(SORTED);
        assertThat(follow("/v2/l/tags/tags/list", "tags")).isEqualTo(SORTED);
        assertThat(follow("/v2/l/tags/tags/list?n=1000000000000", "tags")).isEqualTo(SORTED);
    }

    @Test
    void linkIsRelativeAndOnlyThereWhenThereIsMore() throws IOException, InterruptedException {
        assertThat(header(server.get("/v2/l/tags/tags/list?n=2"), "Link"))
                .isEqualTo("</v2/l/tags/tags/list?n=2&last=1.0-b>; rel=\"next\"");
        assertThat(server.get("/v2/l/tags/tags/list?n=2&last=_").headers().firstValue("Link"))
                .isEmpty();
        assertThat(server.get("/v2/l/tags/tags/list?n=4").headers().firstValue("Link"))
                .isPresent();
    }

    @Test
    void lastNeedNotExist() throws IOException, InterruptedException {
        assertThat(names(server.get("/v2/l/tags/tags/list?last=1.0-a"), "tags"))
                .isEqualTo(List.of("1.0-b", "A", "_", "a"));
        assertThat(names(server.get("/v2/l/tags/tags/list?last=zzz"), "tags")).isEmpty();
        assertThat(names(server.get("/v2/l/tags/tags/list?last=%20not%20a%20tag&n=1"), "tags"))
                .containsExactly("1.0");
    }

    @Test
    void nothingIsAskedForAndAnswered() throws IOException, InterruptedException {
        for (String path : List.of("/v2/l/tags/tags/list", "/v2/_catalog")) {
            HttpResponse<byte[]> response = server.get(path + "?n=0");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Link")).isEmpty();
        }
        assertThat(names(server.get("/v2/l/tags/tags/list?n=0"), "tags")).isEmpty();
        for (String path : new String[] {"/v2/l/tags/tags/list", "/v2/_catalog"}) {
            for (String query : new String[] {"?n", "?n=", "?n=&last="}) {
                assertThat(server.get(path + query).body())
                        .isEqualTo(server.get(path).body());
            }
        }
        assertThat(server.get("/v2/l/none/tags/list?n=0").statusCode()).isEqualTo(404);
    }

    @Test
    void repositoryWithoutTagsHasAnEmptyList() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.get("/v2/l1/tags/list");
        assertThat(response.body()).asString().isEqualTo("{\"name\":\"l1\",\"tags\":[]}");
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
    }

    @Test
    void catalogComesInByteOrderPageByPage() throws IOException, InterruptedException {
        assertThat(follow("/v2/_catalog?n=1", "repositories")).containsExactly("l-1", "l/tags", "l/z", "l1");
        assertThat(header(server.get("/v2/_catalog?n=2"), "Link"))
                .isEqualTo("</v2/_catalog?n=2&last=l/tags>; rel=\"next\"");
        assertThat(names(server.get("/v2/_catalog?n=50"), "repositories")).hasSize(2);
    }

    @Test
    void referrersComeFilteredAndPageByPage() throws IOException, InterruptedException {
        byte[] subject = server.image("l/ref", "subject");
        for (int i = 0; i < 5; i++) {
            server.putManifest(
                    "l/ref", "r" + i, referrer(subject, i, i < 3 ? "application/vnd.a+json" : "application/b"));
        }
        String path = "/v2/l/ref/referrers/" + TestServer.digest(subject);
        assertThat(follow(path, "manifests")).hasSize(5).isSorted();
        List<String> filtered = follow(path + "?artifactType=application/vnd.a%2Bjson", "manifests");
        assertThat(filtered).hasSize(3).isSorted();
        assertThat(follow(path + "?artifactType=application/vnd.a+json", "manifests"))
                .isEqualTo(filtered);
        HttpResponse<byte[]> page = server.get(path + "?artifactType=application/vnd.a%2Bjson");
        assertThat(header(page, "OCI-Filters-Applied")).isEqualTo("artifactType");
        assertThat(header(page, "Link")).contains("artifactType=application/vnd.a%2Bjson&n=2&last=sha256%3A");
        JsonNode first = json(page).get("manifests").get(0);
        assertThat(first.get("artifactType").asText()).isEqualTo("application/vnd.a+json");
        assertThat(first.get("annotations").get("number").asText()).isNotEmpty();
    }

    @Test
    void unknownSubjectHasNoReferrers() throws IOException, InterruptedException {
        for (String query : List.of("", "?artifactType=application/b", "?artifactType=not%20a%20type")) {
            HttpResponse<byte[]> response =
                    server.get("/v2/l/unknown/referrers/" + TestServer.digest(Manifests.bytes("x")) + query);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Content-Type")).isEqualTo(Manifests.OCI_INDEX);
            assertThat(response.body())
                    .asString()
                    .isEqualTo("{\"schemaVersion\":2,\"mediaType\":\"" + Manifests.OCI_INDEX + "\",\"manifests\":[]}");
        }
    }

    private static byte[] referrer(byte[] subject, int number, String artifactType) {
        var config = server.pushBlob("l/ref", Manifests.bytes("{}"));
        return Manifests.image(
                Manifests.OCI_IMAGE,
                config,
                2,
                config,
                2,
                ",\"artifactType\":\"" + artifactType + "\",\"annotations\":{\"number\":\"" + number
                        + "\"},\"subject\":"
                        + Manifests.descriptor(Manifests.OCI_IMAGE, TestServer.digest(subject), subject.length, ""));
    }

    /** All names (or digests) of a list, following each Link. */
    private static List<String> follow(String path, String member) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            HttpResponse<byte[]> response = server.get(next.get());
            all.addAll(names(response, member));
            next = response.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(1, link.indexOf(">; rel=\"next\"")));
        }
        return all;
    }

    private static List<String> names(HttpResponse<byte[]> response, String member) throws IOException {
        List<String> names = new ArrayList<>();
        json(response)
                .get(member)
                .forEach(node -> names.add(
                        node.isTextual() ? node.asText() : node.get("digest").asText()));
        return names;
    }
}
