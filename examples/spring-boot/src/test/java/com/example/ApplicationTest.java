package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
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

        HttpResponse<byte[]> pushed = send("POST", "/v2/examples/boot/blobs/uploads/?digest=" + digest, LAYER);
        HttpResponse<byte[]> pulled = send("GET", "/v2/examples/boot/blobs/" + digest, new byte[0]);

        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(pulled.body()).isEqualTo(LAYER);
    }

    @Test
    void itsOwnTablesMayHaveTheNamesOfTheRegistrys() {
        application.execute("CREATE TABLE tags (label text)");

        assertThat(application.queryForList("SELECT label FROM tags")).isEmpty();
        assertThat(application.queryForObject("SELECT count(*) FROM registry.tags", Long.class))
                .isZero();
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    }
}
