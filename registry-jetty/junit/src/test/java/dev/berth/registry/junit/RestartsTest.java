package dev.berth.registry.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.image.BuiltImage;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A registry that is stopped leaves nothing behind, and two registries of a process do not meet. */
class RestartsTest {
    /** One client, since each has a thread and files until it is collected. */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final int RESTARTS = 100;
    private static final int WARMING = 20;
    private static final long SOON_MILLIS = 100;

    @Test
    void aHundredStartsAndStopsLeaveNoThreadFileAndMemory() throws Exception {
        List<WeakReference<RunningRegistry>> stopped = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        restart(WARMING, stopped, new ArrayList<>());
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long files = openFiles();

        restart(RESTARTS, stopped, starts);

        starts.sort(Long::compare);
        long median = TimeUnit.NANOSECONDS.toMillis(starts.get(RESTARTS / 2));
        System.out.printf("start of a registry in memory: %d ms (median of %d)%n", median, RESTARTS);
        assertThat(TimeUnit.NANOSECONDS.toMillis(starts.get(0))).isLessThan(SOON_MILLIS);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                .as("threads; %d before", threads)
                .isLessThan(threads + RESTARTS / 10);
        assertThat(openFiles()).as("open files; %d before", files).isLessThan(files + RESTARTS / 10);
        for (int attempt = 0; attempt < 20 && reachable(stopped) > 0; attempt++) {
            System.gc();
            Thread.sleep(100);
        }
        assertThat(reachable(stopped)).as("stopped registries in memory").isZero();
    }

    private static void restart(int times, List<WeakReference<RunningRegistry>> stopped, List<Long> starts)
            throws Exception {
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            try (StartedRegistry started = start()) {
                starts.add(System.nanoTime() - begin);
                started.registry().push("library/hello:1", BuiltImage.of(Map.of("a", "b")));
                HttpRequest.Builder manifest =
                        HttpRequest.newBuilder(started.registry().uri().resolve("/v2/library/hello/manifests/1"));
                assertThat(Http.send(CLIENT, manifest).statusCode()).isEqualTo(200);
                stopped.add(new WeakReference<>(started.registry()));
            }
        }
    }

    private static StartedRegistry start() {
        return StartedRegistry.start(
                new InMemoryMetadataStore(Clock.systemUTC()),
                new InMemoryBlobStore(Clock.systemUTC()),
                Optional.empty(),
                false);
    }

    private static long reachable(List<WeakReference<RunningRegistry>> stopped) {
        return stopped.stream().filter(reference -> reference.get() != null).count();
    }

    /** Zero where the system does not list them. */
    private static long openFiles() throws Exception {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.count();
        }
    }

    @Test
    void twoRegistriesDoNotMeet() throws Exception {
        try (StartedRegistry first = start();
                StartedRegistry second = start()) {
            first.registry().push("library/hello:1", BuiltImage.of(Map.of("a", "b")));
            first.registry().faults().at("GET", ".*").always().status(500);

            assertThat(Http.get(second.registry(), "/v2/_catalog").body())
                    .asString()
                    .isEqualTo("{\"repositories\":[]}");
            assertThat(Http.get(first.registry(), "/v2/_catalog").statusCode()).isEqualTo(500);
            assertThat(first.registry().requests().all()).hasSize(1);
            assertThat(second.registry().requests().all()).hasSize(1);
        }
    }
}
