package dev.berth.registry.examples.benchmark;

import dev.berth.registry.Registry;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.notification.Notifier;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.EventStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * The number of tagged manifests pushed per second: without a subscription, and with a sink that accepts every event.
 * The cost of a sink that accepts none is measured by {@link QueueBenchmark}.
 */
public final class NotificationBenchmark {
    private static final String RECIPIENT = "taking";
    private static final int ROUNDS = 7;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private NotificationBenchmark() {}

    /** Runs it and prints a line for each figure. */
    public static void main(String[] arguments) throws IOException, SQLException, StoreException, InterruptedException {
        try (TestBed bed = TestBed.open(1);
                Notifier notifier = Notifier.builder()
                        .report(Subscription.to(RECIPIENT, events -> {}))
                        .build(bed.metadata().events())
                        .start()) {
            Registry silent = RegistryEngine.over(bed.metadata(), bed.storage());
            Registry recording = RegistryEngine.builder().publisher(notifier).build(bed.metadata(), bed.storage());
            run(bed, silent, recording);
        }
    }

    /** The two take turns, so that other load of the machine affects both. */
    private static void run(TestBed bed, Registry silent, Registry recording)
            throws IOException, SQLException, StoreException, InterruptedException {
        ManifestPushers pushers = new ManifestPushers();
        Rounds withNobody = new Rounds();
        Rounds withSink = new Rounds();
        for (int round = 0; round <= ROUNDS; round++) {
            double first = pushers.round(silent);
            double second = pushers.round(recording);
            awaitNoneWaiting(bed.metadata().events());
            if (round == 0) {
                bed.analyze();
            } else {
                withNobody.add(first);
                withSink.add(second);
            }
        }
        print("without a subscription", withNobody);
        print("a sink takes every event", withSink);
    }

    /** Deliveries after a round would affect the next one. */
    private static void awaitNoneWaiting(EventStore events) throws IOException, StoreException, InterruptedException {
        long begun = System.nanoTime();
        while (events.backlog(RECIPIENT).waiting() > 0) {
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                throw new IOException("the sink does not take the events");
            }
            Thread.sleep(50);
        }
    }

    private static void print(String setting, Rounds rates) {
        System.out.printf("%-26s %,8.0f pushes a second%n", setting, rates.median());
    }
}
