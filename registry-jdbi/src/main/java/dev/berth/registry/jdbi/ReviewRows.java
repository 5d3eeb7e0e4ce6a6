package dev.berth.registry.jdbi;

import dev.berth.registry.spi.ReviewBacklog;
import dev.berth.registry.spi.ReviewBatch;
import dev.berth.registry.spi.ReviewDelays;
import dev.berth.registry.spi.ReviewStore;
import dev.berth.registry.spi.Reviewable;
import dev.berth.registry.spi.Standing;
import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Reviews: each partition by itself, beginning with another one every time. */
final class ReviewRows implements ReviewStore {
    private final Database database;
    private final Map<Reviewable.Kind, PartitionReview> reviews;
    private final AtomicInteger starts = new AtomicInteger();
    private final ReviewSchedule schedule;
    private final StandingRows standings;
    private final Suspicion suspicion;

    ReviewRows(Database database) {
        this.database = database;
        this.reviews = new EnumMap<>(Map.of(
                Reviewable.Kind.MANIFEST, new ManifestReview(),
                Reviewable.Kind.LINK, new LinkReview(database.partitions()),
                Reviewable.Kind.BLOB, new BlobReview(database)));
        this.schedule = new ReviewSchedule(database);
        this.standings = new StandingRows(database);
        this.suspicion = new Suspicion(database);
    }

    @Override
    public ReviewBatch review(Reviewable.Kind kind, ReviewDelays delays, int most) throws StoreException {
        int count = database.partitions().count();
        int start = Math.floorMod(starts.getAndIncrement(), count);
        DueTimes times = DueTimes.of(delays, database.now());
        ReviewBatch sum = ReviewBatch.EMPTY;
        for (int i = 0; i < count && sum.reviewed() < most; i++) {
            sum = sum(sum, review(kind, (start + i) % count, times, most - sum.reviewed()));
        }
        return sum;
    }

    private ReviewBatch review(Reviewable.Kind kind, int bucket, DueTimes times, int most) throws StoreException {
        PartitionReview review = Objects.requireNonNull(reviews.get(kind), kind.name());
        return database.writeSeldom(
                () -> "review " + kind.name().toLowerCase(Locale.ROOT) + "s of partition " + bucket,
                handle -> handle.inTransaction(
                        transaction -> review.review(transaction.getConnection(), bucket, times, most)));
    }

    private static ReviewBatch sum(ReviewBatch one, ReviewBatch other) {
        return new ReviewBatch(
                one.removed() + other.removed(),
                one.kept() + other.kept(),
                one.left() + other.left(),
                one.bytes() + other.bytes());
    }

    @Override
    public Optional<Instant> next(Reviewable.Kind kind, ReviewDelays delays) throws StoreException {
        return schedule.next(kind, delays);
    }

    @Override
    public List<ReviewBacklog> backlog() throws StoreException {
        return schedule.backlog();
    }

    @Override
    public Optional<Standing> standing(Reviewable thing, int holders) throws StoreException {
        return standings.find(thing, holders);
    }

    @Override
    public boolean suspect(Reviewable thing) throws StoreException {
        return suspicion.cast(thing);
    }
}
