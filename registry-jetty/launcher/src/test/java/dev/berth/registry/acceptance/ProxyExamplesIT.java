package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.testing.Certificates;
import dev.berth.registry.testing.FullBuild;
import dev.berth.registry.testing.Keystores;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of proxies, run in front of a server, with another server that is away. */
@FullBuild
class ProxyExamplesIT {
    private static final Path EXAMPLES = Path.of("src", "dist", "proxy");
    private static final String BLOBS = "/v2/team/app/blobs/";
    private static final Content LAYER = Content.of(new byte[3_000_000]);

    private final Certificates authority;
    private final int port;

    @TempDir
    Path folder;

    ProxyExamplesIT() throws GeneralSecurityException, IOException {
        authority = Certificates.authority("Authority", Instant.now());
        port = ServerProcess.freePort();
    }

    @Test
    void nginxServesAPush() throws Exception {
        Program nginx = Program.named(
                "nginx",
                folder,
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("whole.conf").toString());
        certify();
        try (RunningServer server = start()) {
            String example = Files.readString(EXAMPLES.resolve("nginx.conf"))
                    .replace("10.0.0.7:5000", server.authority())
                    .replace("10.0.0.8:5000", "127.0.0.1:" + ServerProcess.freePort())
                    .replace("listen 443", "listen 127.0.0.1:" + port)
                    .replace("/etc/nginx/registry", folder.resolve("tls").toString());
            Files.writeString(folder.resolve("example.conf"), example);
            Files.writeString(folder.resolve("whole.conf"), """
                    daemon off; pid nginx.pid; error_log error.log; worker_processes 1;
                    events {}
                    http { access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f;
                           uwsgi_temp_path u; scgi_temp_path s; include example.conf; }
                    """);
            nginx.run("-t");
            assertServes(nginx.command());
        }
    }

    @Test
    void caddyServesAPush() throws Exception {
        Path file = folder.resolve("Caddyfile");
        Program caddy = Program.named("caddy", folder, "run", "--adapter", "caddyfile", "--config", file.toString());
        certify();
        try (RunningServer server = start()) {
            String example = Files.readString(EXAMPLES.resolve("Caddyfile"))
                    .replace("10.0.0.7:5000", server.authority())
                    .replace("10.0.0.8:5000", "127.0.0.1:" + ServerProcess.freePort())
                    .replace("registry.example.com {", "https://localhost:" + port + " {\n\ttls tls.pem tls.key");
            Files.writeString(file, "{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + example);
            assertServes(caddy.command());
        }
    }

    private RunningServer start() throws IOException, InterruptedException {
        return Launch.inMemory(folder)
                .where("REGISTRY_HTTP_HOST", "https://localhost:" + port)
                .where("REGISTRY_HTTP_TRUSTEDPROXIES", "[127.0.0.1]")
                .where("REGISTRY_HTTP_HEALTH", "true")
                .start();
    }

    private void certify() throws Exception {
        KeyPair keys = Certificates.ellipticKeys();
        String certificate = Certificates.pem(authority.sign("server", keys.getPublic(), Instant.now()));
        Files.writeString(folder.resolve("tls.pem"), certificate);
        Files.writeString(folder.resolve("tls.key"), Certificates.pem(keys.getPrivate()));
    }

    private void assertServes(List<String> command) throws Exception {
        Process proxy = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("proxy.log").toFile())
                .start();
        try {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(Keystores.trusting(authority))
                    .build();
            Awaitility.await("the proxy answers")
                    .atMost(Duration.ofSeconds(30))
                    .failFast("the proxy has ended", () -> !proxy.isAlive())
                    .ignoreExceptions()
                    .until(() -> send(client, "GET", uri("/v2/"), new byte[0]).statusCode() == 200);
            for (int i = 0; i < 4; i++) {
                push(client);
            }
            HttpResponse<byte[]> pulled = send(client, "GET", uri(BLOBS + LAYER.digest()), new byte[0]);
            assertThat(pulled.body()).isEqualTo(LAYER.bytes());
            assertThat(send(client, "GET", uri("/health/ready"), new byte[0]).statusCode())
                    .isEqualTo(404);
        } finally {
            proxy.descendants().forEach(ProcessHandle::destroy);
            proxy.destroy();
            proxy.waitFor();
        }
    }

    private void push(HttpClient client) throws Exception {
        HttpResponse<byte[]> begun = send(client, "POST", uri(BLOBS + "uploads/"), new byte[0]);
        assertThat(begun.statusCode()).isEqualTo(202);
        HttpResponse<byte[]> chunk = send(client, "PATCH", location(begun), LAYER.bytes());
        assertThat(chunk.statusCode()).isEqualTo(202);
        URI end = URI.create(location(chunk) + "?digest=" + LAYER.digest());
        assertThat(send(client, "PUT", end, new byte[0]).statusCode()).isEqualTo(201);
    }

    private URI location(HttpResponse<byte[]> answer) {
        URI location =
                answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
        assertThat(location).hasScheme("https").hasPort(port);
        return location;
    }

    private URI uri(String path) {
        return URI.create("https://localhost:" + port + path);
    }

    private static HttpResponse<byte[]> send(HttpClient client, String method, URI uri, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }
}
