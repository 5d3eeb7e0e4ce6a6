package dev.berth.registry.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The upgrade of docs/upgrading.md under load, from an older version to this one. {@code -Dberth.previous} names the
 * older one, a revision of git or the folder of its distribution.
 */
@EnabledIfSystemProperty(named = PreviousVersion.PROPERTY, matches = ".+")
class TwoVersionsIT {
    private static final int IMAGES = 40;

    @TempDir
    Path folder;

    @Test
    void serversAreExchangedOneByOneWithoutAFailedRequest() throws Exception {
        Path previous = PreviousVersion.distribution(folder);
        TestDatabase database = TestDatabase.empty();
        migrate(previous, database);
        RunningServer[] old = {
            launch("old0", previous, database).start(),
            launch("old1", previous, database).start()
        };
        try (RoutedClients clients = new RoutedClients(List.of(old))) {
            clients.awaitImages(IMAGES);
            migrate(Launch.DISTRIBUTION, database, "--skip-post-deployment");
            clients.awaitImages(IMAGES);

            clients.takeOut(0).stop();
            try (RunningServer first = launch("new0", Launch.DISTRIBUTION, database)
                    .with("--migrate")
                    .start()) {
                clients.putIn(0, first);
                continueUpload(old[1], first);
                continueUpload(first, old[1]);
                clients.awaitImages(IMAGES);

                clients.takeOut(1).stop();
                try (RunningServer second =
                        launch("new1", Launch.DISTRIBUTION, database).start()) {
                    clients.putIn(1, second);
                    migrate(Launch.DISTRIBUTION, database);
                    clients.awaitImages(IMAGES);
                    assertThat(clients.end()).isGreaterThanOrEqualTo(4 * IMAGES - 4);
                    assertThat(second.says()).doesNotContain("ERROR");
                }
                assertThat(first.says()).doesNotContain("ERROR");
            }
        } finally {
            for (RunningServer server : old) {
                assertThat(server.says()).doesNotContain("ERROR");
                server.close();
            }
        }
    }

    private static void continueUpload(RunningServer one, RunningServer other) throws Exception {
        Content blob = Content.of(("begun on " + one.uri()).getBytes(UTF_8));
        Client first = one.client();
        HttpResponse<byte[]> half =
                first.send("PATCH", first.begin("upgraded/uploads"), BodyPublishers.ofByteArray(blob.bytes(), 0, 5));
        Client.expect(half, 202);
        URI session = other.uri().resolve(Client.location(half).getRawPath() + "?digest=" + blob.digest());
        byte[] rest = Arrays.copyOfRange(blob.bytes(), 5, blob.bytes().length);
        Client.expect(other.client().send("PUT", session, BodyPublishers.ofByteArray(rest)), 201);
    }

    private Launch launch(String name, Path distribution, TestDatabase database) throws Exception {
        return program(Launch.in(Files.createDirectory(folder.resolve(name))), distribution, database)
                .where(
                        "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY",
                        folder.resolve("blobs").toString());
    }

    private static Launch program(Launch launch, Path distribution, TestDatabase database) {
        return launch.of(distribution).on(database).where("REGISTRY_DATABASE_SCHEMA", "registry");
    }

    private void migrate(Path distribution, TestDatabase database, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("database", "migrate", "up"));
        arguments.addAll(List.of(options));
        program(Launch.in(folder), distribution, database).run(arguments);
    }
}
