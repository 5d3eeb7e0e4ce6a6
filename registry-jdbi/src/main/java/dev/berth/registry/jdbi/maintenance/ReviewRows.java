package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.maintenance.CollectionForecast;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.ReviewBacklog;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.UnreferencedManifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.maintenance.ReviewStore;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Reviews: each partition in its own transaction, each time beginning with another one. */
public final class ReviewRows implements ReviewStore {
    private final Database database;
    private final Map<Reviewable.Kind, PartitionReview> reviews;
    private final AtomicInteger starts = new AtomicInteger();
    private final ReviewSchedule schedule;
    private final RetentionRows standings;
    private final ForecastRows forecasts;
    private final UnreferencedRows unreferenced;
    private final ReviewRequests reviewRequests;

    public ReviewRows(Database database) {
        this.database = database;
        this.reviews = new EnumMap<>(Map.of(
                Reviewable.Kind.MANIFEST, new ManifestReview(),
                Reviewable.Kind.LINK, new LinkReview(database.partitions()),
                Reviewable.Kind.BLOB, new BlobReview(database)));
        this.schedule = new ReviewSchedule(database);
        this.standings = new RetentionRows(database);
        this.forecasts = new ForecastRows(database);
        this.unreferenced = new UnreferencedRows(database);
        this.reviewRequests = new ReviewRequests(database);
    }

    @Override
    public ReviewBatch review(Reviewable.Kind kind, ReviewDelays delays, int most) throws StoreException {
        int count = database.partitions().count();
        int start = Math.floorMod(starts.getAndIncrement(), count);
        ReviewCutoffs times = ReviewCutoffs.of(delays, database.now());
        ReviewBatch sum = ReviewBatch.EMPTY;
        for (int i = 0; i < count && sum.reviewed() < most; i++) {
            sum = sum(sum, review(kind, (start + i) % count, times, most - sum.reviewed()));
        }
        return sum;
    }

    private ReviewBatch review(Reviewable.Kind kind, int bucket, ReviewCutoffs times, int most) throws StoreException {
        PartitionReview review = Objects.requireNonNull(reviews.get(kind), kind.name());
        return database.write(
                "review_content",
                () -> "review " + kind.name().toLowerCase(Locale.ROOT) + "s of partition " + bucket,
                handle -> handle.inTransaction(transaction -> review.review(transaction, bucket, times, most)));
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
    public CollectionForecast forecast(Set<Reviewable.Kind> kinds, ReviewDelays delays, int most)
            throws StoreException {
        return forecasts.of(kinds, delays, most);
    }

    @Override
    public Optional<RetentionStatus> retention(Reviewable thing, int holders) throws StoreException {
        return standings.find(thing, holders);
    }

    @Override
    public Page<UnreferencedManifest> unreferenced(RepositoryName repository, PageRequest page) throws StoreException {
        return unreferenced.list(repository, page);
    }

    @Override
    public boolean schedule(Reviewable thing) throws StoreException {
        return reviewRequests.request(thing);
    }
}
