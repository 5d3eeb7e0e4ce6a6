package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Content of a server, and the answers of its calls of GitLab. */
record GitlabCalls(TestServer server) {
    Digest put(String repository, String reference, MediaType type, byte[] manifest) {
        return server.registry()
                .manifests()
                .put(
                        new RepositoryName(repository),
                        new ManifestPush(
                                Reference.parse(reference).orElseThrow(),
                                List.of(),
                                Optional.of(type),
                                ByteBuffer.wrap(manifest)))
                .digest();
    }

    String descriptor(String type, Digest digest, long size) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(type, digest, size);
    }

    JsonNode json(String path) throws Exception {
        HttpResponse<byte[]> response = server.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        assertThat(TestServer.header(response, "Content-Type")).isEqualTo("application/json");
        return TestServer.json(response);
    }

    void assertUnknown(String path, String name) throws Exception {
        HttpResponse<byte[]> response = server.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(404);
        assertThat(TestServer.codes(response)).containsExactly("NAME_UNKNOWN");
        assertThat(TestServer.json(response).at("/errors/0/detail/name").asText())
                .isEqualTo(name);
    }

    List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
