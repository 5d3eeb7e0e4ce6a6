package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.testing.FullBuild;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes that are killed (kill -9) while clients push, and a webhook that is down, slow, broken or out of order:
 * every change has its event, in order per repository. {@code -Dberth.kills=N} kills N times.
 */
@FullBuild
final class EventsIT {
    private static final int KILLS = Integer.getInteger("berth.kills", Scale.of(20, 2));
    private static final int REPOSITORIES = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyChangeIsToldInOrder() throws Exception {
        RandomGenerator random = Seed.of(getClass()).random();
        TestDatabase database = TestDatabase.migrated(4);
        int port = ServerProcess.freePort();
        Launch[] nodes = {node(database, port), node(database, port)};
        NumberedTags tags = new NumberedTags(REPOSITORIES);
        for (int kill = 0; kill < KILLS; kill++) {
            try (RunningServer server = nodes[kill % 2].start()) {
                Pushers pushers = new Pushers(server.client(), tags::pushNext);
                pushers.awaitAcknowledged(10 + random.nextInt(30));
                server.kill();
                pushers.awaitEnd();
            }
        }
        try (RunningServer server = nodes[KILLS % 2].start();
                MoodyReceiver receiver = new MoodyReceiver(port)) {
            for (int i = 0; i < REPOSITORIES; i++) {
                String repository = NumberedTags.repository(i);
                List<Integer> there = there(server.client(), repository);
                assertThat(there).containsAll(tags.acknowledged(i));
                Awaitility.await("all pushes to " + repository + " are told")
                        .atMost(Duration.ofMinutes(3))
                        .until(() -> recorded(receiver, repository).containsAll(there));
                assertThat(List.copyOf(recorded(receiver, repository)))
                        .isSorted()
                        .containsExactlyElementsOf(there);
            }
            assertThat(receiver.refused()).isPositive();
            server.stop();
        }
    }

    private Launch node(TestDatabase database, int port) throws IOException {
        String endpoint = "[{name: moody, url: 'http://127.0.0.1:" + port + "/', timeout: 300ms, threshold: 3,"
                + " backoff: 100ms, ignore: {actions: [pull]}, ignoredmediatypes: [application/octet-stream]}]";
        return Launch.in(folder).on(database).where("REGISTRY_NOTIFICATIONS_ENDPOINTS", endpoint);
    }

    /** The tags with events, each once, in the order of their first events. */
    private static Set<Integer> recorded(MoodyReceiver receiver, String repository) {
        Set<Integer> recorded = new LinkedHashSet<>();
        for (JsonNode event : receiver.taken(repository)) {
            recorded.add(
                    NumberedTags.number(event.required("target").required("tag").asText()));
        }
        return recorded;
    }

    private static List<Integer> there(Client client, String repository) throws IOException, InterruptedException {
        List<Integer> numbers = new ArrayList<>();
        JsonNode tags =
                JSON.readTree(client.get("/v2/" + repository + "/tags/list").body());
        for (JsonNode tag : tags.required("tags")) {
            numbers.add(NumberedTags.number(tag.asText()));
        }
        return numbers.stream().sorted().toList();
    }
}
