package dev.berth.registry.examples.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.registry.ManifestPush;
import dev.berth.registry.Registry;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that push manifests, each of them new, to some repositories. */
final class ManifestPushers {
    private static final int THREADS = 4;
    private static final int PUSHES = 500;
    private static final int REPOSITORIES = 20;
    private static final byte[] CONFIG = "{}".getBytes(UTF_8);
    private static final Digest CONFIG_DIGEST = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(CONFIG));

    private final AtomicInteger numbers = new AtomicInteger();

    /** Pushes some and answers the rate per second. */
    double round(Registry registry) throws InterruptedException {
        for (int i = 0; i < REPOSITORIES; i++) {
            registry.uploads().push(repository(i), CONFIG_DIGEST, new ByteArrayInputStream(CONFIG));
        }
        long begun = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> push(registry));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return THREADS * PUSHES / ((System.nanoTime() - begun) / 1e9);
    }

    private void push(Registry registry) {
        for (int i = 0; i < PUSHES; i++) {
            int number = numbers.getAndIncrement();
            ByteBuffer manifest = ByteBuffer.wrap(manifest(number).getBytes(UTF_8));
            Tag tag = new Tag("t" + number % 100);
            registry.manifests().put(repository(number), new ManifestPush(tag, List.of(), Optional.empty(), manifest));
        }
    }

    private static RepositoryName repository(int number) {
        return new RepositoryName("benchmark/r" + number % REPOSITORIES);
    }

    private static String manifest(int number) {
        return """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
             "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},
             "layers":[],"annotations":{"number":"%d"}}\
            """.formatted(CONFIG_DIGEST, number);
    }
}
