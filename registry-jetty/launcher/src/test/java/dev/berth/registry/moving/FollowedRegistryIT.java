package dev.berth.registry.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.acceptance.SharedStorage;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.launcher.ClassicServer;
import dev.berth.registry.launcher.RandomPushes;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.testing.FullBuild;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes, moves and deletions at the old registry during the run, the sweeps and the cutover. */
class FollowedRegistryIT {
    private static final List<String> NAMES = List.of("app", "team/app", "team/app/nested");

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final AtomicBoolean stopped = new AtomicBoolean();

    @BeforeEach
    void requirePrograms() {
        ClassicServer.require();
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void theEndIsTheStateOfTheOldRegistry() throws Exception {
        follow("", List.of("--interval", "100ms"));
    }

    @Test
    @FullBuild
    void notificationsAreEnough() throws Exception {
        int port = ServerProcess.freePort();
        follow("""
            notifications:
              endpoints:
                - name: berth
                  url: http://127.0.0.1:%d/
                  timeout: 1s
                  threshold: 5
                  backoff: 100ms
                  ignore: {actions: [pull, mount], mediatypes: [application/octet-stream]}
            """.formatted(port), List.of("--interval", "1h", "--notifications", "127.0.0.1:" + port));
    }

    private void follow(String sections, List<String> options) throws Exception {
        SharedStorage storage = SharedStorage.directory(folder.resolve("tree"));
        ClassicServer classic = ClassicServer.start(
                ClassicServer.DEBIAN,
                folder,
                "storage: {delete: {enabled: true}, " + storage.classic() + "}\n" + sections);
        RandomPushes pushes =
                new RandomPushes(classic.uri(), Seed.of(getClass()).random().nextLong());
        pushes.run(NAMES, 20);
        Future<?> pushing = threads.submit(() -> {
            while (!stopped.get()) {
                pushes.run(NAMES, 5);
            }
            return pushes;
        });
        MovedRegistry moved = new MovedRegistry(folder, storage.berth());
        try (RunningServer server = moved.serve()) {
            URI here = server.server().uri();
            Thread following = following(storage, options);
            for (int i = 0; i < 3; i++) {
                String name = "new" + i;
                new RandomPushes(classic.uri(), i).run(List.of(name), 0);
                Awaitility.await(name)
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> ClassicServer.get(here, name + "/manifests/first")
                                        .statusCode()
                                == 200);
            }
            following.interrupt();
            following.join(TimeUnit.MINUTES.toMillis(2));
            assertThat(following.isAlive()).isFalse();
            stopped.set(true);
            pushing.get(1, TimeUnit.MINUTES);

            moved.run("database", "import", "--step-two");
            Set<String> names = new TreeSet<>(NAMES);
            names.addAll(List.of("new0", "new1", "new2"));
            classic.compare(here, names);
            moved.run("database", "verify", "--deep");
        }
    }

    /** A sweep may see files that are being written, which the next one imports; and the interrupt may hit a sweep. */
    private Thread following(SharedStorage storage, List<String> options) {
        MovedRegistry commands = new MovedRegistry(folder, storage.berth());
        List<String> command = new ArrayList<>(List.of("database", "import", "--follow"));
        command.addAll(options);
        Thread following = new Thread(
                () -> {
                    try {
                        assertThat(commands.code(command.toArray(String[]::new)))
                                .as(commands.output())
                                .isIn(0, 1, 3);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "following");
        following.start();
        return following;
    }
}
