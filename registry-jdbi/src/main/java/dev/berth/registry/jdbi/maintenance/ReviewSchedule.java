package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.ReasonCodes;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.ReviewBacklog;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The pending reviews of all partitions. */
final class ReviewSchedule {
    private final Database database;

    ReviewSchedule(Database database) {
        this.database = database;
    }

    /** The table of a kind of content. */
    static String table(Reviewable.Kind kind) {
        return switch (kind) {
            case MANIFEST -> "manifests";
            case LINK -> "blob_links";
            case BLOB -> "blobs";
        };
    }

    /** Reads, for each reason, the beginning of the index of each partition. */
    private static Sql oldest(Reviewable.Kind kind) {
        return Sql.of(Template.of("""
            SELECT w.reason, (
                SELECT t.review_since FROM {table} t
                WHERE t.review_reason = w.reason AND t.review_since IS NOT NULL
                ORDER BY t.review_since LIMIT 1) AS since
            FROM unnest(:reasons) AS w (reason)
            """).with("table", table(kind)));
    }

    private static final Sql OLDEST_MANIFESTS = oldest(Reviewable.Kind.MANIFEST);
    private static final Sql OLDEST_LINKS = oldest(Reviewable.Kind.LINK);
    private static final Sql OLDEST_BLOBS = oldest(Reviewable.Kind.BLOB);

    Optional<Instant> next(Reviewable.Kind kind, ReviewDelays delays) throws StoreException {
        Sql oldest = switch (kind) {
            case MANIFEST -> OLDEST_MANIFESTS;
            case LINK -> OLDEST_LINKS;
            case BLOB -> OLDEST_BLOBS;
        };
        return database.read(
                "find_next_review",
                () -> "find the next review",
                handle -> oldest
                        .query(handle)
                        .bindArray("reasons", Short.class, ReviewCutoffs.everyReason())
                        .map((row, context) -> pending(row))
                        .stream()
                        .flatMap(Optional::stream)
                        .map(delays::due)
                        .min(Comparator.naturalOrder()));
    }

    private static Optional<PendingReview> pending(ResultSet row) throws SQLException {
        Optional<Instant> since = TimeColumn.find(row, 2);
        return since.isEmpty()
                ? Optional.empty()
                : Optional.of(new PendingReview(since.get(), ReasonCodes.parse(row.getInt(1))));
    }

    private static final Sql BACKLOG = Sql.of("""
        SELECT 'MANIFEST', review_reason, count(*), min(review_since) FROM manifests
        WHERE review_since IS NOT NULL GROUP BY review_reason
        UNION ALL
        SELECT 'LINK', review_reason, count(*), min(review_since) FROM blob_links
        WHERE review_since IS NOT NULL GROUP BY review_reason
        UNION ALL
        SELECT 'BLOB', review_reason, count(*), min(review_since) FROM blobs
        WHERE review_since IS NOT NULL GROUP BY review_reason
        """);

    List<ReviewBacklog> backlog() throws StoreException {
        return database.read(
                "count_reviews",
                () -> "count the pending reviews",
                handle -> BACKLOG
                        .query(handle)
                        .map((row, context) -> new ReviewBacklog(
                                Reviewable.Kind.valueOf(row.getString(1)),
                                ReasonCodes.parse(row.getInt(2)),
                                row.getLong(3),
                                TimeColumn.read(row, 4)))
                        .list()
                        .stream()
                        .sorted(Comparator.comparing(ReviewBacklog::kind).thenComparing(ReviewBacklog::reason))
                        .toList());
    }
}
