package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Seed;
import dev.berth.registry.launcher.Launcher;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes take over the files of an old registry, which were imported in part, while clients use them. */
abstract class TakeoverClaims {
    private static final int CLIENTS = 4;
    private static final int REPOSITORIES = Scale.of(400, 30);
    private static final int STEPS = Integer.getInteger("berth.steps", Scale.of(2_000, 60));

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final List<Map<String, Map<String, Image>>> expected = new ArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<TakeoverClient>> clients = new ArrayList<>();
    final RandomGenerator random = Seed.of(getClass()).random();
    /** The nodes that serve now. */
    final List<URI> nodes = new CopyOnWriteArrayList<>();

    TestDatabase database = new TestDatabase("none");
    private SharedStorage storage = SharedStorage.directory(Path.of("none"));

    /** The storage of the old registry. */
    abstract SharedStorage storage();

    @BeforeEach
    final void fillOldRegistry() throws Exception {
        database = TestDatabase.migrated(4);
        storage = storage();
        try (BlobStore store = storage.open()) {
            fill(new ClassicFiles(store));
        }
    }

    private void fill(ClassicFiles old) throws Exception {
        for (int client = 0; client < CLIENTS; client++) {
            Map<String, Map<String, Image>> tags = new TreeMap<>();
            for (int i = 0; i < REPOSITORIES; i++) {
                tags.put("client" + client + (i % 3 == 0 ? "/below" : "") + "/app" + i, new TreeMap<>());
            }
            expected.add(tags);
            change(old, tags, REPOSITORIES * 2);
        }
        assertThat(run("ignore", "database", "import", "--step-one"))
                .as(out.toString())
                .isZero();
        for (Map<String, Map<String, Image>> tags : expected) {
            change(old, tags, REPOSITORIES * 2);
        }
    }

    /** Pushes to the old registry, and deletions. A third of the repositories gets nothing. */
    private void change(ClassicFiles old, Map<String, Map<String, Image>> tags, int changes) throws Exception {
        List<String> names = List.copyOf(tags.keySet());
        for (int i = 0; i < changes; i++) {
            String name = names.get(random.nextInt(names.size() * 2 / 3));
            Map<String, Image> there = Objects.requireNonNull(tags.get(name));
            String tag = TakeoverClient.anyTag(random);
            if (random.nextInt(4) == 0 && there.remove(tag) != null) {
                old.untag(name, tag);
            } else {
                Image image = TakeoverClient.anyImage(random);
                old.push(name, tag, image);
                there.put(tag, image);
            }
        }
    }

    @AfterEach
    final void stopClients() {
        threads.shutdownNow();
    }

    final void beginClients() {
        for (Map<String, Map<String, Image>> tags : expected) {
            TakeoverClient client = new TakeoverClient(tags, () -> nodes, new SplittableRandom(random.nextLong()));
            Callable<TakeoverClient> use = () -> use(client);
            clients.add(threads.submit(use));
        }
    }

    /** At least until the end. */
    private TakeoverClient use(TakeoverClient client) throws Exception {
        for (int i = 0; i < STEPS || !ended.get(); i++) {
            client.step();
        }
        return client;
    }

    final void awaitEndAndCompare() throws Exception {
        awaitEnd();
        ended.set(true);
        int refused = 0;
        for (Future<TakeoverClient> client : clients) {
            TakeoverClient done = client.get(5, TimeUnit.MINUTES);
            done.assertAll();
            refused += done.refused();
        }
        System.out.println(getClass().getSimpleName() + ": " + refused + " answers with status 503");
        assertThat(run("takeover", "storage", "check")).as(out.toString()).isZero();
    }

    /** Compares the content of the nodes with the expected one. */
    final void compare() throws Exception {
        for (Map<String, Map<String, Image>> tags : expected) {
            new TakeoverClient(tags, () -> nodes, random).assertAll();
        }
    }

    private void awaitEnd() {
        Awaitility.await("the takeover ends").atMost(Duration.ofMinutes(2)).until(() -> {
            run("takeover", "database", "import", "--status", "--json");
            return out.toString().replaceAll("\\s", "").contains("\"unfinished\":0");
        });
    }

    final Path configuration(String classic) throws Exception {
        return Files.writeString(folder.resolve(classic + ".yml"), """
            http: {addr: '127.0.0.1:0'}
            storage: {classic: %s, %s, delete: {enabled: true}, redirect: {disable: true}}
            database: {enabled: true, host: 127.0.0.1, port: %d, user: %s, password: %s, dbname: %s, sslmode: disable}
            """.formatted(
                classic, storage.berth(), database.port(), database.user(), database.password(), database.name()));
    }

    final int run(String classic, String... command) throws Exception {
        out.getBuffer().setLength(0);
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add(configuration(classic).toString());
        PrintWriter writer = new PrintWriter(out, true);
        return Launcher.run(writer, writer, arguments.toArray(String[]::new));
    }
}
