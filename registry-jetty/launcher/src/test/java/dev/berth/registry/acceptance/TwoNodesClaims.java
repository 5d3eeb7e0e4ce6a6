package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.Seed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that share a database and where they keep blobs. One that a test has killed is started again. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TwoNodesClaims {
    private static final String REPOSITORY = "shared/by/two";
    private final int half;
    private final Generated generated = new Generated(Seed.of(getClass()).random());
    private final List<Launch> launches = new ArrayList<>();
    private final List<RunningServer> nodes = new ArrayList<>();
    private Content blob = Content.of(new byte[0]);

    /** With blobs of twice so many bytes. */
    TwoNodesClaims(int half) {
        this.half = half;
    }

    /** The configuration of the blob storage of a node, the same for both; may be in {@code shared}. */
    abstract Launch keeping(Launch node, Path shared);

    @BeforeAll
    void startTwo(@TempDir Path folder) throws Exception {
        TestDatabase database = TestDatabase.migrated(1);
        Path blobs = Files.createDirectory(folder.resolve("blobs"));
        for (String name : List.of("first", "second")) {
            Launch launch =
                    Launch.in(Files.createDirectory(folder.resolve(name))).on(database);
            launches.add(keeping(launch, blobs));
            nodes.add(launches.get(launches.size() - 1).start());
        }
    }

    @BeforeEach
    void startWhoIsDown() throws Exception {
        blob = Content.of(generated.bytes(2 * half));
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.get(i).isAlive()) {
                nodes.set(i, launches.get(i).start());
            }
        }
    }

    @AfterAll
    void stopAll() {
        nodes.forEach(RunningServer::close);
    }

    @Test
    void anUploadBegunOnOneIsFinishedOnTheOther() throws Exception {
        URI session = acknowledgeFirstHalf();

        finishOnSecond(session, half);
    }

    @Test
    void anUploadBrokenOffOnOneIsFinishedOnTheOther() throws Exception {
        URI session = acknowledgeFirstHalf();
        BrokenUpload.begin(session, secondHalf()).close();

        finishOnSecond(session, whereItStands(session));
    }

    @Test
    void anUploadToANodeThatDiesBetweenChunksIsFinishedOnTheOther() throws Exception {
        URI session = acknowledgeFirstHalf();
        nodes.get(0).kill();

        finishOnSecond(session, half);
    }

    @Test
    void anUploadToANodeThatDiesIsFinishedOnTheOther() throws Exception {
        URI session = acknowledgeFirstHalf();
        try (BrokenUpload broken = BrokenUpload.begin(session, secondHalf())) {
            assertThat(broken).isNotNull();
            nodes.get(0).kill();
        }

        finishOnSecond(session, whereItStands(session));
    }

    @Test
    void anUploadToANodeThatDiesBeforeItAcknowledgedAnythingGoesOnToo() throws Exception {
        URI session = nodes.get(0).client().begin(REPOSITORY);
        try (BrokenUpload broken = BrokenUpload.begin(session, blob.bytes())) {
            assertThat(broken).isNotNull();
            nodes.get(0).kill();
        }

        finishOnSecond(session, whereItStands(session));
    }

    @Test
    void whatIsPushedToOneIsPulledFromTheOtherAtOnce() throws Exception {
        for (int i = 0; i < 8; i++) {
            Image image = Image.of(i, 50_000);
            Client writer = nodes.get(i % 2).client();
            Client reader = nodes.get(1 - i % 2).client();

            writer.push(REPOSITORY, "moving", image);
            reader.assertPulls(REPOSITORY, "moving", image);

            Client.expect(writer.delete("/v2/" + REPOSITORY + "/manifests/moving"), 202);
            Client.expect(reader.get("/v2/" + REPOSITORY + "/manifests/moving"), 404);
        }
    }

    @Test
    void aTagMovedOnOneIsMovedOnTheOther() throws Exception {
        Image[] images = {Image.of(1, 1000), Image.of(2, 1000)};
        nodes.get(0).client().push(REPOSITORY, "one", images[0]);
        nodes.get(0).client().push(REPOSITORY, "two", images[1]);
        for (int i = 0; i < 40; i++) {
            nodes.get(i % 2).client().putManifest(REPOSITORY, "latest", images[i / 2 % 2].manifest());
            nodes.get(1 - i % 2).client().assertPulls(REPOSITORY, "latest", images[i / 2 % 2]);
        }
    }

    private URI acknowledgeFirstHalf() throws Exception {
        Client client = nodes.get(0).client();
        HttpResponse<byte[]> chunk =
                client.send("PATCH", client.begin(REPOSITORY), BodyPublishers.ofByteArray(blob.bytes(), 0, half));
        Client.expect(chunk, 202);
        return Client.location(chunk);
    }

    private byte[] secondHalf() {
        return Arrays.copyOfRange(blob.bytes(), half, blob.bytes().length);
    }

    /** The number of bytes on the second node after the release by the first. */
    private int whereItStands(URI session) throws IOException, InterruptedException {
        Client client = nodes.get(1).client();
        int[] offset = {0};
        Awaitility.await("the second node can go on")
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    HttpResponse<byte[]> status = client.send("GET", onSecond(session), BodyPublishers.noBody());
                    Client.expect(status, 204);
                    String range = status.headers().firstValue("Range").orElseThrow();
                    // "0-0" is said of nothing, too; no test leaves exactly one byte behind.
                    offset[0] = range.equals("0-0") ? 0 : Integer.parseInt(range.substring(2)) + 1;
                    return accepts(client, session, offset[0]);
                });
        return offset[0] + 1;
    }

    /** Sends one byte; an active writer makes that fail. */
    private boolean accepts(Client client, URI session, int offset) throws IOException, InterruptedException {
        int status = client.send(
                        "PATCH",
                        onSecond(session),
                        BodyPublishers.ofByteArray(blob.bytes(), offset, 1),
                        "Content-Range",
                        offset + "-" + offset)
                .statusCode();
        return status == 202;
    }

    private void finishOnSecond(URI session, int offset) throws Exception {
        Client client = nodes.get(1).client();
        URI last = URI.create(onSecond(session) + "?digest=" + blob.digest());
        int rest = blob.bytes().length - offset;
        HttpResponse<byte[]> created = client.send("PUT", last, BodyPublishers.ofByteArray(blob.bytes(), offset, rest));
        Client.expect(created, 201);
        HttpResponse<byte[]> read = client.get("/v2/" + REPOSITORY + "/blobs/" + blob.digest());
        assertThat(read.body()).isEqualTo(blob.bytes());
    }

    private URI onSecond(URI session) {
        return nodes.get(1).uri().resolve(session.getRawPath());
    }
}
