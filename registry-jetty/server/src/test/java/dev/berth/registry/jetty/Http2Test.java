package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jetty.protocol.Clients;
import dev.berth.registry.jetty.protocol.TestCertificate;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HTTP/2 over TLS, on the same port as HTTP/1.1. */
class Http2Test {
    @RegisterExtension
    static final TestServer server = TestServer.with(TestServer.settings().tls(TestCertificate.settings()));

    private final HttpClient client = Clients.http2();

    @Test
    void pushesStreamAndPullsItOnOneConnection() throws IOException, InterruptedException {
        byte[] content = content(5_000_000);
        Digest digest = TestServer.digest(content);
        HttpResponse<String> ping = client.send(request("/v2/").build(), BodyHandlers.ofString());
        assertThat(ping.version()).isEqualTo(HttpClient.Version.HTTP_2);
        HttpRequest start =
                request("/v2/h2/blobs/uploads/").POST(BodyPublishers.noBody()).build();
        String location = TestServer.header(client.send(start, BodyHandlers.discarding()), "Location");
        HttpRequest patch = request(location)
                .method("PATCH", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)))
                .build();
        assertThat(client.send(patch, BodyHandlers.discarding()).statusCode()).isEqualTo(202);
        HttpRequest put = request(location + "?digest=" + digest)
                .PUT(BodyPublishers.noBody())
                .build();
        assertThat(client.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
        HttpResponse<byte[]> pulled =
                client.send(request("/v2/h2/blobs/" + digest).build(), BodyHandlers.ofByteArray());
        assertThat(pulled.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(pulled.body()).isEqualTo(content);
    }

    @Test
    void pushesManyBlobsAtOnce() throws IOException, InterruptedException {
        client.send(request("/v2/").build(), BodyHandlers.discarding());
        List<CompletableFuture<HttpResponse<Void>>> pushes = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            byte[] content = content(300_000 + i);
            HttpRequest push = request("/v2/h2/blobs/uploads/?digest=" + TestServer.digest(content))
                    .POST(BodyPublishers.ofByteArray(content))
                    .build();
            pushes.add(client.sendAsync(push, BodyHandlers.discarding()));
        }
        assertThat(pushes)
                .allSatisfy(push -> assertThat(push.join().statusCode()).isEqualTo(201));
    }

    /** Each stop would take a second for the connection; a busy machine may delay one of them. */
    @Test
    void aSilentConnectionDoesNotDelayTheStop() throws Exception {
        Duration fastest = Duration.ofDays(1);
        for (int i = 0; i < 5 && fastest.compareTo(Duration.ofMillis(900)) >= 0; i++) {
            Duration stop = stopWithASilentConnection();
            fastest = stop.compareTo(fastest) < 0 ? stop : fastest;
        }
        assertThat(fastest).isLessThan(Duration.ofMillis(900));
    }

    private Duration stopWithASilentConnection() throws Exception {
        TestServer stopping = TestServer.with(
                TestServer.settings().tls(TestCertificate.settings()).drainTimeout(Duration.ofSeconds(30)));
        HttpResponse<Void> ping = client.send(
                HttpRequest.newBuilder(stopping.server().uri().resolve("/v2/")).build(), BodyHandlers.discarding());
        assertThat(ping.version()).isEqualTo(HttpClient.Version.HTTP_2);
        Thread.sleep(1_200);

        long start = System.nanoTime();
        stopping.close();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void refusesInTheSameForm() throws IOException, InterruptedException {
        client.send(request("/v2/").build(), BodyHandlers.discarding());
        HttpResponse<byte[]> refused = client.send(
                request("/v2/A/manifests/b")
                        .PUT(BodyPublishers.ofByteArray(new byte[30_000]))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestServer.codes(refused)).containsExactly("NAME_INVALID");
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri(path));
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }
}
