package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ApplicationTest {
    private static final byte[] LAYER = new byte[2 << 20];

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private JdbcTemplate application;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("postgresql").toFile())
                .start();
        settings.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
        settings.add("registry.folder", () -> folder.resolve("blobs").toString());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void takesAndGivesABlobUnderItsOwnPort() throws Exception {
        String digest = "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(LAYER));

        String upload = "/v2/examples/boot/blobs/uploads/?digest=" + digest;
        HttpResponse<byte[]> anonymous = send("POST", upload, LAYER, "");
        HttpResponse<byte[]> denied = send("POST", upload, LAYER, "bob:secret");
        HttpResponse<byte[]> pushed = send("POST", upload, LAYER, "ann:secret");
        HttpResponse<byte[]> pulled = send("GET", "/v2/examples/boot/blobs/" + digest, new byte[0], "bob:secret");

        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"registry\"");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(pulled.body()).isEqualTo(LAYER);
        assertThat(meters.find("registry.queries").timers()).isNotEmpty();
    }

    @Test
    void itsOwnTablesMayHaveTheNamesOfTheRegistrys() {
        application.execute("CREATE TABLE tags (label text)");

        assertThat(application.queryForList("SELECT label FROM tags")).isEmpty();
        assertThat(application.queryForObject("SELECT count(*) FROM registry.tags", Long.class))
                .isZero();
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] body, String login) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!login.isEmpty()) {
            String credentials = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + credentials);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }
}
