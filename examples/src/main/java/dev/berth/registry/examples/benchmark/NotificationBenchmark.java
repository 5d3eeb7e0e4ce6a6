package dev.berth.registry.examples.benchmark;

import dev.berth.registry.Registry;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.notification.Notifier;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.event.EventSink;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many manifests with a tag are pushed in a second: when nobody is told, when a sink takes every event, and when it
 * takes none and many events wait. Takes the number of these; 10,000 unless told.
 */
public final class NotificationBenchmark {
    private static final int ROUNDS = 7;

    private NotificationBenchmark() {}

    /** Runs it and prints a line for each figure. */
    public static void main(String[] arguments) throws IOException, StoreException, InterruptedException {
        int queued = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        try (TestBed bed = TestBed.open(1);
                Notifier taking = told(bed, "taking", events -> {});
                Notifier refusing = told(bed, "refusing", NotificationBenchmark::refuse)) {
            ManifestPushers pushers = new ManifestPushers();
            Registry full = registry(bed, refusing);
            Map<String, Registry> settings = new LinkedHashMap<>();
            settings.put("nobody is told", RegistryEngine.over(bed.metadata(), bed.storage()));
            settings.put("a sink takes every event", registry(bed, taking));
            settings.put("a sink takes none", full);
            while (bed.metadata().events().backlog("refusing").waiting() < queued) {
                pushers.round(full);
            }
            run(settings, pushers);
            System.out.println("in the end waiting: "
                    + bed.metadata().events().backlog("refusing").waiting());
        }
    }

    /** The settings in turns, so that whatever else the machine does falls on all of them. */
    private static void run(Map<String, Registry> settings, ManifestPushers pushers) throws InterruptedException {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Registry> setting : settings.entrySet()) {
                double rate = pushers.round(setting.getValue());
                if (round > 0) {
                    rates.computeIfAbsent(setting.getKey(), unused -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        rates.forEach((setting, measured) -> System.out.printf(
                "%-26s %,8.0f pushes a second%n",
                setting, measured.stream().sorted().skip(ROUNDS / 2).findFirst().orElse(0.0)));
    }

    private static Registry registry(TestBed bed, Notifier notifier) {
        return RegistryEngine.builder().audience(notifier).build(bed.metadata(), bed.storage());
    }

    private static Notifier told(TestBed bed, String name, EventSink sink) {
        return Notifier.builder()
                .tell(Subscription.to(name, sink))
                .build(bed.metadata().events())
                .start();
    }

    private static void refuse(List<?> events) throws IOException {
        throw new IOException("not now");
    }
}
