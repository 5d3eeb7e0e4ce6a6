package dev.berth.registry.examples.benchmark;

import dev.berth.registry.Registry;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.notification.Notifier;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;

/**
 * How many manifests with a tag are pushed in a second: when nobody is told, and when a sink takes every event. What one
 * costs that takes none is {@link QueueBenchmark}'s.
 */
public final class NotificationBenchmark {
    private static final int ROUNDS = 7;

    private NotificationBenchmark() {}

    /** Runs it and prints a line for each figure. */
    public static void main(String[] arguments) throws IOException, StoreException, InterruptedException {
        try (TestBed bed = TestBed.open(1);
                Notifier notifier = Notifier.builder()
                        .tell(Subscription.to("taking", events -> {}))
                        .build(bed.metadata().events())
                        .start()) {
            Registry silent = RegistryEngine.over(bed.metadata(), bed.storage());
            Registry telling = RegistryEngine.builder().audience(notifier).build(bed.metadata(), bed.storage());
            run(silent, telling);
        }
    }

    /** The two in turns, so that whatever else the machine does falls on both. */
    private static void run(Registry silent, Registry telling) throws InterruptedException {
        ManifestPushers pushers = new ManifestPushers();
        Rounds withNobody = new Rounds();
        Rounds withSink = new Rounds();
        for (int round = 0; round <= ROUNDS; round++) {
            double first = pushers.round(silent);
            double second = pushers.round(telling);
            if (round > 0) {
                withNobody.add(first);
                withSink.add(second);
            }
        }
        print("nobody is told", withNobody);
        print("a sink takes every event", withSink);
    }

    private static void print(String setting, Rounds rates) {
        System.out.printf("%-26s %,8.0f pushes a second%n", setting, rates.median());
    }
}
