package dev.berth.registry.examples.benchmark;

import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.collection.CollectionQueues;
import dev.berth.registry.engine.collection.Collector;
import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.maintenance.CollectionReport;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * The latency of pulls and pushes without collection, and during the collection of dangling blobs. Takes the number of
 * these; 100,000 by default.
 */
public final class ServingBenchmark {
    private static final Duration ROUND = Duration.ofSeconds(15);

    private ServingBenchmark() {}

    /** Runs it and prints a line for each figure. */
    public static void main(String[] arguments) throws IOException, StoreException, InterruptedException {
        int blobs = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        try (TestBed bed = TestBed.open(1)) {
            ServerConfig settings = ServerConfig.builder().port(0).build();
            try (RegistryServer server = new RegistryServer(
                            RegistryEngine.over(bed.metadata(), bed.storage()),
                            new OpenAccess(),
                            ProtocolConfig.defaults(),
                            settings)
                    .start()) {
                run(bed, new Clients(server.uri()), blobs);
            }
        }
    }

    private static void run(TestBed bed, Clients clients, int blobs)
            throws StoreException, IOException, InterruptedException {
        clients.prepare();
        clients.work(ROUND);
        Latencies quiet = clients.work(ROUND);
        new Stock(bed, new SplittableRandom(2)).deadBlobs(blobs);
        CollectorConfig config = CollectorConfig.builder()
                .delays(ReviewDelays.of(Duration.ofSeconds(20)))
                .build();
        Thread.sleep(Duration.ofSeconds(20).toMillis());
        Latencies collecting;
        try (Collector collector = Collector.builder().config(config).build(bed.metadata(), bed.storage())) {
            collector.start();
            collecting = clients.work(ROUND);
        }
        System.out.println("while nothing is collected: " + quiet);
        System.out.println("while blobs are collected:  " + collecting);
        System.out.println("left after " + ROUND.toSeconds() + " s: "
                + CollectionQueues.status(bed.metadata(), config.delays()).deletions());
        CollectionReport rest = Collector.builder()
                .config(config)
                .build(bed.metadata(), bed.storage())
                .run();
        System.out.println("and then: " + rest);
    }
}
