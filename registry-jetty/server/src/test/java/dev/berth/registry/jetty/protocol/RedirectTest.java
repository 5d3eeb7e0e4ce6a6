package dev.berth.registry.jetty.protocol;

import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.Redirects;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.PresignedReads;
import dev.berth.registry.spi.storage.StorageCapabilities;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients are sent to a storage that gives links. */
class RedirectTest {
    private static final byte[] CONTENT = Manifests.bytes("content");
    private static final Redirects REDIRECTS =
            new Redirects(Duration.ofMinutes(7), List.of(Pattern.compile("^inside/"), Pattern.compile("secret")));

    private final List<PresignedReads.Terms> asked = new ArrayList<>();
    private final BlobStore storage = linking(new InMemoryBlobStore(Clock.systemUTC()));
    private final TestServer server = TestServer.over(
            storage, ProtocolConfig.builder().redirects(REDIRECTS).build());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsWhoReadsToStorage() throws Exception {
        HttpResponse<byte[]> answer =
                server.get(pushed("team/app"), "Range", "bytes=1-2", "Authorization", "Basic YTpi");

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(header(answer, "Location"))
                .startsWith("https://storage.example.com/")
                .doesNotContain("YTpi");
        assertThat(header(answer, "Docker-Content-Digest"))
                .isEqualTo(TestServer.digest(CONTENT).toString());
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEmpty();
        assertThat(asked)
                .containsExactly(new PresignedReads.Terms(
                        PresignedReads.Method.GET,
                        Duration.ofMinutes(7),
                        Optional.of("application/octet-stream"),
                        Optional.of("attachment")));
    }

    @Test
    void answersWhoOnlyLooksOrHasIt() throws Exception {
        String path = pushed("team/app");

        assertThat(server.head(path).statusCode()).isEqualTo(200);
        assertThat(server.get(
                                path,
                                "If-None-Match",
                                '"' + TestServer.digest(CONTENT).toString() + '"')
                        .statusCode())
                .isEqualTo(304);
        assertThat(asked).isEmpty();
    }

    @Test
    void servesTheExceptionsItself() throws Exception {
        assertThat(server.get(pushed("inside/app")).body()).isEqualTo(CONTENT);
        assertThat(server.get(pushed("team/secret-app")).body()).isEqualTo(CONTENT);
        assertThat(server.get(pushed("not/inside/app")).statusCode()).isEqualTo(307);
    }

    @Test
    void sendsNobodyToWhatTheRepositoryHasNot() throws Exception {
        assertThat(server.get("/v2/other/blobs/" + TestServer.digest(CONTENT)).statusCode())
                .isEqualTo(404);
        assertThat(asked).isEmpty();
    }

    @Test
    void servesThroughUnlessTold() throws Exception {
        TestServer serving = TestServer.over(storage, ProtocolConfig.defaults());
        try {
            String path = "/v2/team/app/blobs/" + serving.pushBlob("team/app", CONTENT);
            assertThat(serving.get(path).body()).isEqualTo(CONTENT);
        } finally {
            serving.close();
        }
    }

    private String pushed(String repository) {
        return "/v2/" + repository + "/blobs/" + server.pushBlob(repository, CONTENT);
    }

    private BlobStore linking(BlobStore store) {
        PresignedReads links = (key, terms) -> {
            asked.add(terms);
            return URI.create("https://storage.example.com/" + key + "?signature=x");
        };
        return (BlobStore) Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(),
                new Class<?>[] {BlobStore.class},
                (self, method, arguments) -> method.getName().equals("capabilities")
                        ? new StorageCapabilities(OptionalLong.empty(), true, Optional.empty(), Optional.of(links))
                        : method.invoke(store, arguments));
    }
}
