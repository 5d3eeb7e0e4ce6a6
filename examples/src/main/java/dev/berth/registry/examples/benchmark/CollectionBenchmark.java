package dev.berth.registry.examples.benchmark;

import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DueDeletion;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The number of reviews and of deleted objects per second, without the rests of a collector, at 1, 16 and 64
 * partitions. Takes the number of items of each kind; 20,000 by default.
 */
public final class CollectionBenchmark {
    private static final ReviewDelays AT_ONCE = ReviewDelays.of(Duration.ZERO);
    private static final int REVIEWS_AT_ONCE = 500;
    private static final int DELETIONS_AT_ONCE = 1_000;
    private static final Duration LEASE = Duration.ofMinutes(15);

    private final TestBed bed;
    private final Stock stock;
    private final int things;

    private CollectionBenchmark(TestBed bed, int things) {
        this.bed = bed;
        this.things = things;
        stock = new Stock(bed, new SplittableRandom(1));
    }

    private interface Fill {
        void run() throws StoreException;
    }

    private interface Batch {
        /** The number of items done; 0 when none are left. */
        int run() throws StoreException;
    }

    /** Runs it and prints a line for each figure. */
    public static void main(String[] arguments) throws IOException, StoreException {
        int things = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        for (int partitions : new int[] {1, 16, 64}) {
            try (TestBed bed = TestBed.open(partitions)) {
                System.out.println(things + " things of each sort, " + partitions + " partitions");
                new CollectionBenchmark(bed, things).run();
            }
        }
    }

    private void run() throws StoreException {
        stock.liveLinks(things / 10);
        count(() -> review(Reviewable.Kind.LINK));
        reviews("live manifests", Reviewable.Kind.MANIFEST, () -> stock.liveManifests(things));
        reviews("dead manifests", Reviewable.Kind.MANIFEST, () -> stock.deadManifests(things));
        reviews("live links", Reviewable.Kind.LINK, () -> stock.liveLinks(things));
        reviews("dead links", Reviewable.Kind.LINK, () -> stock.deadBlobs(things));
        reviews("dead blobs", Reviewable.Kind.BLOB, () -> {});
        print("deleted objects", this::delete);
    }

    private void reviews(String what, Reviewable.Kind kind, Fill fill) throws StoreException {
        fill.run();
        print("reviews of " + what, () -> review(kind));
    }

    private int review(Reviewable.Kind kind) throws StoreException {
        ReviewBatch batch = bed.metadata().reviews().review(kind, AT_ONCE, REVIEWS_AT_ONCE);
        return batch.reviewed();
    }

    private int delete() throws StoreException {
        List<StorageKey> keys = bed.metadata().deletions().claim(DELETIONS_AT_ONCE, LEASE).stream()
                .map(DueDeletion::key)
                .toList();
        if (!keys.isEmpty()) {
            bed.storage().delete(keys);
            bed.metadata().deletions().done(keys);
        }
        return keys.size();
    }

    private static int count(Batch batch) throws StoreException {
        int all = 0;
        for (int done = batch.run(); done > 0; done = batch.run()) {
            all += done;
        }
        return all;
    }

    private static void print(String what, Batch batch) throws StoreException {
        long begun = System.nanoTime();
        int all = count(batch);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("  %-26s %,9d a second (%,d)%n", what, Math.round(all / seconds), all);
    }
}
