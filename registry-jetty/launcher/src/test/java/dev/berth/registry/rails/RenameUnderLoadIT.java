package dev.berth.registry.rails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Seed;
import dev.berth.registry.rails.RailsClient.RailsPage;
import dev.berth.registry.testing.FullBuild;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renames of many repositories while others push to the old and to the new name. */
@FullBuild
class RenameUnderLoadIT {
    private static final int REPOSITORIES = Integer.getInteger("berth.repositories", 1_000);
    private static final int PUSHERS = 3;
    private static final int ATTEMPTS = 10;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    /** An index of nothing: a repository for one request. */
    private static final byte[] MANIFEST = "{\"schemaVersion\":2,\"manifests\":[]}".getBytes(StandardCharsets.UTF_8);

    private static RailsTokens tokens;
    private static RailsRegistry registry;
    private static ExecutorService threads;

    private final AtomicInteger numbers = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        tokens = RailsTokens.create();
        registry = RailsRegistry.start(folder, tokens, "");
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        registry.close();
    }

    /**
     * A push to the new name that comes first makes the rename a conflict, which moves nothing. One that comes second
     * finds the renamed repository. A push to the old name moves with it or is refused.
     */
    @Test
    void noAcknowledgedPushIsLostOrLeftBehind() throws Exception {
        RandomGenerator random = Seed.of(getClass()).random();
        create("load/old");
        Map<Integer, Set<String>> pushed = new ConcurrentHashMap<>();
        String outcome = "";
        for (int attempt = 1; attempt <= ATTEMPTS && !outcome.equals("ok"); attempt++) {
            String target = "new" + attempt;
            Map<Integer, Set<String>> pushedToTarget = new ConcurrentHashMap<>();
            AtomicBoolean ended = new AtomicBoolean();
            CountDownLatch renaming = new CountDownLatch(1);
            List<Future<?>> pushers = new ArrayList<>();
            for (int i = 0; i < PUSHERS; i++) {
                long seed = random.nextLong();
                pushers.add(threads.submit(() -> push("load/old", seed, ended, pushed)));
                Duration wait = Duration.ofMillis(random.nextInt(100) * (attempt - 1L));
                pushers.add(threads.submit(() -> {
                    renaming.await();
                    TimeUnit.MILLISECONDS.sleep(wait.toMillis());
                    push("load/" + target, seed + 1, ended, pushedToTarget);
                    return null;
                }));
            }
            renaming.countDown();
            long begin = System.nanoTime();
            outcome = registry.rails(tokens.renaming("load/old")).rename("load/old", target, false);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            TimeUnit.MILLISECONDS.sleep(200);
            ended.set(true);
            for (Future<?> pusher : pushers) {
                pusher.get(1, TimeUnit.MINUTES);
            }
            System.out.printf("rename of %d repositories: %s after %s%n", REPOSITORIES, outcome, took);
            assertThat(took).isLessThan(LONGEST);
            assertThat(outcome).isIn("ok", "name_taken");
            assertPresent("load/" + target, pushedToTarget);
            assertPresent(outcome.equals("ok") ? "load/" + target : "load/old", pushed);
        }
        assertThat(outcome).isEqualTo("ok");
        assertThat(paths("load/old")).isEmpty();
    }

    /** Both renames are those of one caller, as GitLab's are. */
    @Test
    void ofTwoRenamesToOneTargetOneIsDone() throws Exception {
        for (int round = 0; round < 5; round++) {
            String group = "two" + round;
            List<String> sources = List.of("a", "b");
            for (String source : sources) {
                for (int i = 0; i < 20; i++) {
                    put(group + "/" + source + "/" + source + i, "v1");
                }
            }
            CyclicBarrier barrier = new CyclicBarrier(2);
            List<Callable<String>> renames = new ArrayList<>();
            for (String source : sources) {
                renames.add(() -> {
                    barrier.await(1, TimeUnit.MINUTES);
                    String path = group + "/" + source;
                    return registry.rails(tokens.renaming(path)).rename(path, "c", false);
                });
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> rename : threads.invokeAll(renames)) {
                outcomes.add(rename.get(1, TimeUnit.MINUTES));
            }
            assertThat(outcomes).containsExactlyInAnyOrder("ok", "name_taken");
            String loser = sources.get(outcomes.indexOf("name_taken"));
            String winner = sources.get(outcomes.indexOf("ok"));
            assertThat(paths(group + "/" + loser)).hasSize(20);
            assertThat(paths(group + "/c")).hasSize(20).allMatch(path -> path.startsWith(group + "/c/" + winner));
        }
    }

    private static void create(String path) throws Exception {
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < REPOSITORIES; i++) {
            String name = path + "/r" + i;
            all.add(() -> {
                put(name, "base");
                return null;
            });
        }
        ExecutorService few = Executors.newFixedThreadPool(8);
        try {
            for (Future<Void> one : few.invokeAll(all)) {
                one.get();
            }
        } finally {
            few.shutdownNow();
        }
    }

    private static void put(String repository, String tag) throws Exception {
        registry.images(repository).put(repository, tag, ImageClient.OCI_INDEX, MANIFEST);
    }

    /** Pushes until the end; refused pushes are not counted. */
    private void push(String path, long seed, AtomicBoolean ended, Map<Integer, Set<String>> acknowledged) {
        RandomGenerator random = new Seed(seed).random();
        while (!ended.get()) {
            int repository = random.nextInt(REPOSITORIES);
            String tag = "t" + numbers.incrementAndGet();
            try {
                put(path + "/r" + repository, tag);
                acknowledged
                        .computeIfAbsent(repository, key -> ConcurrentHashMap.newKeySet())
                        .add(tag);
            } catch (Exception e) {
                // Refused, or it may have happened: only acknowledged pushes are promised.
            }
        }
    }

    private static void assertPresent(String path, Map<Integer, Set<String>> pushed) throws Exception {
        for (Map.Entry<Integer, Set<String>> each : pushed.entrySet()) {
            String name = path + "/r" + each.getKey();
            Collection<String> tags = registry.images(name).tags(name);
            assertThat(tags).as(name).containsAll(each.getValue());
        }
    }

    private static List<String> paths(String path) throws Exception {
        RailsClient client = registry.rails(tokens.nested(path));
        List<String> paths = new ArrayList<>();
        Optional<String> last = Optional.empty();
        do {
            RailsPage page = client.repositories(path, 1_000, last);
            IntStream.range(0, page.items().size())
                    .forEach(i -> paths.add(page.items().get(i).path("path").asText()));
            last = page.parameter("next", "last");
        } while (last.isPresent());
        return paths;
    }
}
