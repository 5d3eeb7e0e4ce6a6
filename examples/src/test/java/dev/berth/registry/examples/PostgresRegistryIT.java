package dev.berth.registry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.berth.registry.jdbi.DatabaseConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresRegistryIT {
    /** {@code ann:secret}, as {@code htpasswd -nbB ann secret} writes it. */
    private static final String USERS = "ann:$2y$04$DhLz3Sni2yitCC./HRLzHOTDg/FP6RcgkLz2ka3PnguhmRtEZ4OMC\n";

    @TempDir
    Path folder;

    @Test
    void keepsImagesOverRestart() throws Exception {
        Path users = Files.writeString(folder.resolve("htpasswd"), USERS);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("postgresql").toFile())
                .start()) {
            DatabaseConfig database = DatabaseConfig.builder()
                    .host("localhost")
                    .port(postgres.getPort())
                    .database("postgres")
                    .user("postgres")
                    .sslMode(DatabaseConfig.SslMode.DISABLE)
                    .build();
            try (PostgresRegistry registry = PostgresRegistry.start(database, folder.resolve("blobs"), users, 0)) {
                push(registry.server().uri().getAuthority() + "/examples/kept:1");
            }
            try (PostgresRegistry registry = PostgresRegistry.start(database, folder.resolve("blobs"), users, 0)) {
                assertThat(tags(registry)).isEqualTo("{\"name\":\"examples/kept\",\"tags\":[\"1\"]}");
            }
        }
    }

    /** Jib sends credentials in clear text only after an explicit setting, which is right outside of a test. */
    private void push(String image) throws Exception {
        System.setProperty("sendCredentialsOverHttp", "true");
        Path file = Files.writeString(folder.resolve("kept.txt"), "kept");
        Jib.fromScratch()
                .addLayer(List.of(file), AbsoluteUnixPath.get("/"))
                .containerize(Containerizer.to(RegistryImage.named(image).addCredential("ann", "secret"))
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(folder.resolve("base-layers"))
                        .setApplicationLayersCache(folder.resolve("layers")));
    }

    /** Without a login: anonymous pull. */
    private static String tags(PostgresRegistry registry) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(registry.server().uri().resolve("/v2/examples/kept/tags/list"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
