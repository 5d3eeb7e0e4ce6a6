package dev.berth.registry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jdbi.DatabaseConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/** A registry that is started, used and closed by classes of a class loader that has to end. */
public final class LoadedRegistry {
    /** {@code ann:secret}, as {@code htpasswd -nbB ann secret} writes it. */
    private static final String USERS = "ann:$2y$04$DhLz3Sni2yitCC./HRLzHOTDg/FP6RcgkLz2ka3PnguhmRtEZ4OMC\n";

    private static final byte[] LAYER = "layer".getBytes(StandardCharsets.UTF_8);

    private LoadedRegistry() {}

    /** Pushes a blob to a registry with metadata in the server at {@code port}. */
    public static void run(int port, Path folder) throws Exception {
        Path users = Files.writeString(Files.createDirectories(folder).resolve("htpasswd"), USERS);
        DatabaseConfig database = DatabaseConfig.builder()
                .host("localhost")
                .port(port)
                .database("postgres")
                .user("postgres")
                .sslMode(DatabaseConfig.SslMode.DISABLE)
                .build();
        try (PostgresRegistry registry = PostgresRegistry.start(database, folder.resolve("blobs"), users, 0)) {
            assertThat(push(registry.server().uri())).isEqualTo("201");
        }
    }

    /** The status of the answer, and its body when it is an error. */
    private static String push(URI registry) throws Exception {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(LAYER));
        URI upload = registry.resolve("/v2/examples/loaded/blobs/uploads/?digest=sha256:" + digest);
        String login = Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(upload)
                .header("Authorization", "Basic " + login)
                .POST(BodyPublishers.ofByteArray(LAYER))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return answer.statusCode() + answer.body();
    }
}
