package dev.berth.registry.launcher.metrics;

import dev.berth.registry.engine.collection.CollectionListener;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Counts the work of a collector. */
final class CollectionMeters implements CollectionListener {
    private static final String PREFIX = "registry.collection.";

    private final MeterRegistry meters;

    CollectionMeters(MeterRegistry meters) {
        this.meters = meters;
        for (Reviewable.Kind kind : Reviewable.Kind.values()) {
            reviewed(kind, ReviewBatch.EMPTY);
        }
        expired(0);
        countDeleted(0, 0, 0);
    }

    @Override
    public void reviewed(Reviewable.Kind kind, ReviewBatch batch, Duration took) {
        reviewed(kind, batch);
        Timer.builder(PREFIX + "review")
                .description("batches of reviews")
                .tag("kind", name(kind))
                .register(meters)
                .record(took);
    }

    private void reviewed(Reviewable.Kind kind, ReviewBatch batch) {
        countReviewed(kind, "removed", batch.removed());
        countReviewed(kind, "kept", batch.kept());
        countReviewed(kind, "left", batch.left());
        Counter.builder(PREFIX + "freed")
                .description("bytes of removed blobs")
                .baseUnit("bytes")
                .register(meters)
                .increment((double) batch.bytes());
    }

    private void countReviewed(Reviewable.Kind kind, String result, int number) {
        Counter.builder(PREFIX + "reviewed")
                .description("reviews by result: removed, kept, or left for later")
                .tag("kind", name(kind))
                .tag("result", result)
                .register(meters)
                .increment(number);
    }

    @Override
    public void expired(int uploads) {
        Counter.builder(PREFIX + "expired.uploads")
                .description("upload sessions ended after their expiry")
                .register(meters)
                .increment(uploads);
    }

    @Override
    public void deleted(int objects, int failed, int setAside, Duration took) {
        countDeleted(objects, failed, setAside);
        Timer.builder(PREFIX + "deletion")
                .description("batches of deletions from storage")
                .register(meters)
                .record(took);
    }

    private void countDeleted(int objects, int failed, int setAside) {
        countObjects("deleted", objects);
        countObjects("failed", failed);
        countObjects("setaside", setAside);
    }

    private void countObjects(String result, int number) {
        Counter.builder(PREFIX + "objects")
                .description("deletions from storage by result: deleted, failed (to be retried), or set aside")
                .tag("result", result)
                .register(meters)
                .increment(number);
    }

    @Override
    public void failed(String work, StoreException failure) {
        Counter.builder(PREFIX + "failures")
                .description("failed steps, which are repeated")
                .tag("work", work)
                .tag("failure", failure.kind().name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
    }

    private static String name(Reviewable.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
