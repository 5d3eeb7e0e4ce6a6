package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.acceptance.FailurePage.Outcome;
import dev.berth.registry.http.webhook.Receiver;
import dev.berth.registry.testing.FullBuild;
import dev.berth.registry.testing.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The network to the receiver of events fails in each way: pushes are served meanwhile, as docs/failures.md has it,
 * and their events are delivered afterwards, in order.
 */
@FullBuild
class WebhookFaultsIT {
    private static final String REPOSITORY = "team/app";
    private static final int PUSHES = 3;
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Attempts of all faults, each of which may be logged once, and the lines of a start. */
    private static final int LOGGED = 200;

    @TempDir
    Path folder;

    private final Set<String> seen = new HashSet<>();

    @Test
    void pushesAreServedAndTheirEventsAreDeliveredAfterwards() throws Exception {
        Map<String, NetworkFault> faults = NetworkFault.all();
        FailurePage page = FailurePage.below("Webhooks");
        page.assertLists(Set.of("put manifest"), faults.keySet());
        Image image = Image.of(1, 1_000);
        try (Receiver receiver = Receiver.open();
                TcpProxy proxy = TcpProxy.to(receiver.port());
                RunningServer server = launch(proxy).start()) {
            server.client().push(REPOSITORY, "first", image);
            assertThat(tags(receiver, 1)).containsExactly("first");
            for (Map.Entry<String, NetworkFault> fault : faults.entrySet()) {
                assertThat(page.outcome("put manifest", fault.getKey())).isEqualTo(Outcome.SERVED);
                fault.getValue().on(proxy);
                List<String> pushed = new ArrayList<>();
                for (int i = 0; i < PUSHES; i++) {
                    pushed.add(fault.getKey().replace(' ', '-') + i);
                    long began = System.nanoTime();
                    server.client().putManifest(REPOSITORY, pushed.get(i), image.manifest());
                    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
                    Thread.sleep(400);
                }
                proxy.pass();

                assertThat(tags(receiver, PUSHES)).as(fault.getKey()).isEqualTo(pushed);
            }
            server.stop();
            assertThat(server.says().lines().count()).isLessThan(LOGGED);
        }
    }

    /** The tags of the next events, each once: an event is delivered again when its answer was lost. */
    private List<String> tags(Receiver receiver, int count) throws InterruptedException {
        List<String> tags = new ArrayList<>();
        while (tags.size() < count) {
            for (JsonNode event : receiver.next().envelope().required("events")) {
                String tag = event.required("target").path("tag").asText();
                if (seen.add(tag)) {
                    tags.add(tag);
                }
            }
        }
        return tags;
    }

    private Launch launch(TcpProxy proxy) throws Exception {
        return Launch.in(folder)
                .on(TestDatabase.migrated(1))
                .where("REGISTRY_LOG_ACCESSLOG_DISABLED", "true")
                .where(
                        "REGISTRY_NOTIFICATIONS_ENDPOINTS",
                        "[{name: faulty, url: 'http://127.0.0.1:" + proxy.port() + "/', timeout: 300ms, threshold: 3,"
                                + " backoff: 100ms, ignore: {actions: [pull]}, ignoredmediatypes:"
                                + " [application/octet-stream]}]");
    }
}
