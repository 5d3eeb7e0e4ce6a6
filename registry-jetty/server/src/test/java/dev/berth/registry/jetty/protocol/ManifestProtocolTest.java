package dev.berth.registry.jetty.protocol;

import static dev.berth.registry.jetty.protocol.TestServer.codes;
import static dev.berth.registry.jetty.protocol.TestServer.digest;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static dev.berth.registry.jetty.protocol.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManifestProtocolTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    @Test
    void answersExactlyWhatWasPushed() throws IOException, InterruptedException {
        byte[] manifest = server.image("m/exact", "exact");
        HttpResponse<byte[]> pushed = server.putManifest("m/exact", "v1", manifest);
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(header(pushed, "Location")).isEqualTo("/v2/m/exact/manifests/" + digest(manifest));
        for (String reference : new String[] {
            "v1", digest(manifest).toString(), "sha256%3A" + digest(manifest).hex()
        }) {
            HttpResponse<byte[]> pulled = server.get("/v2/m/exact/manifests/" + reference);
            assertThat(pulled.statusCode()).isEqualTo(200);
            assertThat(pulled.body()).isEqualTo(manifest);
            assertThat(header(pulled, "Content-Type")).isEqualTo(Manifests.OCI_IMAGE);
            assertThat(header(pulled, "Docker-Content-Digest"))
                    .isEqualTo(digest(manifest).toString());
            assertThat(header(pulled, "ETag")).isEqualTo("\"" + digest(manifest) + "\"");
            HttpResponse<byte[]> head = server.head("/v2/m/exact/manifests/" + reference);
            assertThat(head.body()).isEmpty();
            assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(manifest.length));
            assertThat(header(head, "Docker-Content-Digest"))
                    .isEqualTo(digest(manifest).toString());
        }
    }

    @Test
    void dropsParametersOfContentType() throws IOException, InterruptedException {
        byte[] manifest = server.image("m/type", "type");
        HttpResponse<byte[]> pushed = server.send(
                "PUT", "/v2/m/type/manifests/v1", manifest, "Content-Type", Manifests.OCI_IMAGE + "; charset=utf-8");
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(header(server.get("/v2/m/type/manifests/v1"), "Content-Type"))
                .isEqualTo(Manifests.OCI_IMAGE);
    }

    @Test
    void refusesWhatIsNoMediaType() throws IOException, InterruptedException {
        byte[] manifest = server.image("m/notype", "type");
        HttpResponse<byte[]> pushed =
                server.send("PUT", "/v2/m/notype/manifests/v1", manifest, "Content-Type", "not a type");
        assertThat(pushed.statusCode()).isEqualTo(400);
        assertThat(codes(pushed)).containsExactly("MANIFEST_INVALID");
    }

    @Test
    void takesBodyWithoutLength() throws IOException, InterruptedException {
        byte[] manifest = server.image("m/chunked", "chunked");
        HttpRequest.BodyPublisher unknownLength =
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(manifest));
        HttpRequest request = HttpRequest.newBuilder(server.uri("/v2/m/chunked/manifests/v1"))
                .header("Content-Type", Manifests.OCI_IMAGE)
                .PUT(unknownLength)
                .build();
        assertThat(Clients.http1()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void knownEntityTagIsNotSentAgain() throws IOException, InterruptedException {
        byte[] manifest = server.image("m/etag", "etag");
        server.putManifest("m/etag", "v1", manifest);
        String entityTag = "\"" + digest(manifest) + "\"";
        for (String known : new String[] {
            entityTag,
            "W/" + entityTag,
            "\"x\", " + entityTag,
            "*",
            digest(manifest).toString()
        }) {
            HttpResponse<byte[]> response = server.get("/v2/m/etag/manifests/v1", "If-None-Match", known);
            assertThat(response.statusCode()).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(header(response, "ETag")).isEqualTo(entityTag);
        }
        assertThat(server.get("/v2/m/etag/manifests/v1", "If-None-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersTypeTheClientDidNotList() throws IOException, InterruptedException {
        byte[] manifest = server.image("m/accept", "accept");
        server.putManifest("m/accept", "v1", manifest);
        HttpResponse<byte[]> response = server.get("/v2/m/accept/manifests/v1", "Accept", Manifests.DOCKER_IMAGE);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo(Manifests.OCI_IMAGE);
    }

    @Test
    void clientOfSingleImagesGetsOneOfDockerList() throws IOException, InterruptedException {
        byte[] arm = dockerImage("m/list", "arm");
        byte[] amd = dockerImage("m/list", "amd");
        byte[] list = Manifests.index(Manifests.DOCKER_LIST, forLinux(arm, "arm64"), forLinux(amd, "amd64"));
        server.send("PUT", "/v2/m/list/manifests/v1", list, "Content-Type", Manifests.DOCKER_LIST);
        String path = "/v2/m/list/manifests/v1";
        assertThat(server.get(path, "Accept", Manifests.DOCKER_IMAGE).body()).isEqualTo(amd);
        assertThat(server.get(path, "Accept", Manifests.DOCKER_IMAGE + ", " + Manifests.OCI_IMAGE)
                        .body())
                .isEqualTo(amd);
        assertThat(header(server.head(path, "Accept", Manifests.DOCKER_IMAGE), "Docker-Content-Digest"))
                .isEqualTo(digest(amd).toString());
        assertThat(server.get(path, "Accept", Manifests.DOCKER_IMAGE, "Accept", Manifests.DOCKER_LIST)
                        .body())
                .isEqualTo(list);
        assertThat(server.get(path, "Accept", Manifests.DOCKER_IMAGE + ", */*;q=0.1")
                        .body())
                .isEqualTo(list);
        assertThat(server.get(path).body()).isEqualTo(list);
        assertThat(server.get("/v2/m/list/manifests/" + digest(list), "Accept", Manifests.DOCKER_IMAGE)
                        .body())
                .isEqualTo(list);
    }

    @Test
    void saysWhenTheAnswerDependsOnAccept() throws IOException, InterruptedException {
        byte[] image = dockerImage("m/vary", "amd");
        byte[] list = Manifests.index(Manifests.DOCKER_LIST, forLinux(image, "amd64"));
        server.send("PUT", "/v2/m/vary/manifests/v1", list, "Content-Type", Manifests.DOCKER_LIST);
        String path = "/v2/m/vary/manifests/";
        assertThat(header(server.get(path + "v1"), "Vary")).isEqualTo("Accept");
        assertThat(header(server.get(path + "v1", "Accept", Manifests.DOCKER_IMAGE), "Vary"))
                .isEqualTo("Accept");
        assertThat(header(server.get(path + "v1", "If-None-Match", "*"), "Vary"))
                .isEqualTo("Accept");
        assertThat(header(server.get(path + digest(list)), "Vary")).isEqualTo("(none)");
        server.send("PUT", path + "image", image, "Content-Type", Manifests.DOCKER_IMAGE);
        assertThat(header(server.get(path + "image"), "Vary")).isEqualTo("(none)");
    }

    @Test
    void reportsAllMissingReferencesAtOnce() throws IOException, InterruptedException {
        Digest config = digest(Manifests.bytes("config"));
        Digest layer = digest(Manifests.bytes("layer"));
        HttpResponse<byte[]> response = server.putManifest("m/missing", "v1", Manifests.image(config, 6, layer, 5));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(codes(response)).containsExactly("MANIFEST_BLOB_UNKNOWN", "MANIFEST_BLOB_UNKNOWN");
        assertThat(json(response).findValuesAsText("digest"))
                .containsExactlyInAnyOrder(config.toString(), layer.toString());
    }

    @Test
    void refusesManifestAboveFourMebibytes() throws IOException, InterruptedException {
        HttpResponse<byte[]> announced = server.putManifest("m/large", "v1", new byte[(4 << 20) + 1]);
        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(codes(announced)).containsExactly("SIZE_INVALID");
    }

    @Test
    void storesUnderTheDigestItWasPushedBy() throws IOException, InterruptedException {
        byte[] manifest = server.image("m/sha512", "sha512");
        Digest sha512 = Digest.compute(DigestAlgorithm.SHA512, ByteBuffer.wrap(manifest));
        HttpResponse<byte[]> pushed = server.putManifest("m/sha512", sha512 + "?tag=a&tag=b", manifest);
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(header(pushed, "Docker-Content-Digest")).isEqualTo(sha512.toString());
        assertThat(pushed.headers().allValues("OCI-Tag")).containsExactly("a", "b");
        assertThat(header(server.head("/v2/m/sha512/manifests/b"), "Docker-Content-Digest"))
                .isEqualTo(sha512.toString());
        assertThat(server.get("/v2/m/sha512/manifests/" + digest(manifest)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesDigestOfOtherContentAndBadTags() throws IOException, InterruptedException {
        byte[] manifest = server.image("m/bad", "bad");
        Digest other = digest(Manifests.bytes("other"));
        assertThat(codes(server.putManifest("m/bad", other.toString(), manifest)))
                .containsExactly("DIGEST_INVALID");
        assertThat(codes(server.putManifest("m/bad", "sha256:bad", manifest))).containsExactly("DIGEST_INVALID");
        assertThat(codes(server.putManifest("m/bad", ".hidden", manifest))).containsExactly("TAG_INVALID");
        assertThat(codes(server.putManifest("m/bad", digest(manifest) + "?tag=-", manifest)))
                .containsExactly("TAG_INVALID");
        assertThat(codes(server.putManifest("m/bad", "v1?tag=v2", manifest))).containsExactly("TAG_INVALID");
        assertThat(server.get("/v2/m/bad/manifests/v1").statusCode()).isEqualTo(404);
    }

    @Test
    void answersSubjectOfPush() throws IOException, InterruptedException {
        Digest subject = digest(Manifests.bytes("not here"));
        Digest config = server.pushBlob("m/subject", Manifests.bytes("{}"));
        Digest layer = server.pushBlob("m/subject", Manifests.bytes("signature"));
        String member = ",\"subject\":" + Manifests.descriptor(Manifests.OCI_IMAGE, subject, 8, "");
        byte[] manifest = Manifests.image(Manifests.OCI_IMAGE, config, 2, layer, 9, member);
        HttpResponse<byte[]> pushed = server.putManifest("m/subject", "sig", manifest);
        assertThat(header(pushed, "OCI-Subject")).isEqualTo(subject.toString());
    }

    @Test
    void deletesTagOnlyThenManifestWithItsTags() throws IOException, InterruptedException {
        byte[] manifest = server.image("m/delete", "delete");
        for (String tag : new String[] {"a", "b", "c"}) {
            server.putManifest("m/delete", tag, manifest);
        }
        assertThat(server.delete("/v2/m/delete/manifests/a").statusCode()).isEqualTo(202);
        assertThat(server.delete("/v2/m/delete/tags/reference/b").statusCode()).isEqualTo(202);
        assertThat(server.get("/v2/m/delete/manifests/c").statusCode()).isEqualTo(200);
        assertThat(server.delete("/v2/m/delete/manifests/" + digest(manifest)).statusCode())
                .isEqualTo(202);
        assertThat(server.get("/v2/m/delete/manifests/c").statusCode()).isEqualTo(404);
        assertThat(json(server.get("/v2/m/delete/tags/list")).get("tags")).isEmpty();
    }

    /** Names of types do not differ in case (RFC 9110, section 8.3.1). */
    @Test
    void takesTypeInAnyCase() throws IOException, InterruptedException {
        byte[] image = server.image("m/case", "case");
        String type = "Application/VND.OCI.Image.Manifest.v1+JSON; charset=UTF-8";
        assertThat(server.send("PUT", "/v2/m/case/manifests/v1", image, "Content-Type", type)
                        .statusCode())
                .isEqualTo(201);
        assertThat(header(server.get("/v2/m/case/manifests/v1"), "Content-Type"))
                .isEqualTo(Manifests.OCI_IMAGE);
    }

    @Test
    void keepsWhatAnIndexLists() throws IOException, InterruptedException {
        byte[] child = server.image("m/index", "child");
        server.putManifest("m/index", digest(child).toString(), child);
        byte[] index = Manifests.index(
                Manifests.OCI_INDEX, Manifests.descriptor(Manifests.OCI_IMAGE, digest(child), child.length, ""));
        server.send("PUT", "/v2/m/index/manifests/v1", index, "Content-Type", Manifests.OCI_INDEX);
        HttpResponse<byte[]> refused = server.delete("/v2/m/index/manifests/" + digest(child));
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(codes(refused)).containsExactly("UNSUPPORTED");
        assertThat(refused.headers().firstValue("Allow")).isPresent();
        server.delete("/v2/m/index/manifests/" + digest(index));
        assertThat(server.delete("/v2/m/index/manifests/" + digest(child)).statusCode())
                .isEqualTo(202);
    }

    private static String forLinux(byte[] image, String architecture) {
        return Manifests.descriptor(
                Manifests.DOCKER_IMAGE,
                digest(image),
                image.length,
                ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture + "\"}");
    }

    private static byte[] dockerImage(String repository, String content) throws IOException, InterruptedException {
        Digest config = server.pushBlob(repository, Manifests.bytes("{}"));
        Digest layer = server.pushBlob(repository, Manifests.bytes(content));
        byte[] manifest = Manifests.image(Manifests.DOCKER_IMAGE, config, 2, layer, content.length(), "");
        server.send(
                "PUT",
                "/v2/" + repository + "/manifests/" + digest(manifest),
                manifest,
                "Content-Type",
                Manifests.DOCKER_IMAGE);
        return manifest;
    }
}
