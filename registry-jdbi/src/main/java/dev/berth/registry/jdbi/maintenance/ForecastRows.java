package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.maintenance.CollectionForecast;
import dev.berth.registry.maintenance.CollectionForecast.Hour;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The bytes that pending reviews will free, by hour. */
final class ForecastRows {
    private final Database database;

    ForecastRows(Database database) {
        this.database = database;
    }

    /**
     * Follows the first pending reviews to the blobs: manifests without a tag, a parent and a subject that stay; what
     * these list, and their referrers, each after its holders; links that no other manifest needs; blobs that no other
     * link holds. NOT IN reads each set once, and OFFSET 0 keeps look-ups by index what they are, also in plans for
     * empty tables.
     */
    private static final Sql FORECAST = Sql.of("""
        WITH delays AS MATERIALIZED (
            SELECT d.reason, d.seconds * interval '1 second' AS delay
            FROM unnest(:reasons, :seconds) AS d (reason, seconds)
        ), manifest_reviews AS MATERIALIZED (
            SELECT m.id, m.repository, m.bucket, m.digest, m.subject, m.review_since + d.delay AS due
            FROM manifests m JOIN delays d ON d.reason = m.review_reason
            WHERE m.review_since IS NOT NULL AND :manifests ORDER BY due LIMIT :most
        ), untagged AS MATERIALIZED (
            SELECT p.* FROM manifest_reviews p
            WHERE NOT EXISTS (
                SELECT FROM tags t
                WHERE t.repository = p.repository AND t.digest = p.digest AND t.bucket = p.bucket OFFSET 0)
        ), holders AS MATERIALIZED (
            SELECT c.id, max(u.due) AS due
            FROM untagged u CROSS JOIN LATERAL (
                SELECT f.digest FROM manifest_references f
                WHERE f.manifest = u.id AND f.bucket = u.bucket AND f.target = 1
                UNION ALL
                SELECT m.digest FROM manifests m
                WHERE m.repository = u.repository AND m.subject = u.digest AND m.bucket = u.bucket OFFSET 0) f
            JOIN untagged c ON c.repository = u.repository AND c.digest = f.digest
            GROUP BY c.id
        ), roots AS MATERIALIZED (
            SELECT p.id, p.repository, p.bucket, p.digest, GREATEST(p.due, h.due) AS due
            FROM untagged p LEFT JOIN holders h ON h.id = p.id
            WHERE NOT EXISTS (
                SELECT FROM manifest_references f
                WHERE f.repository = p.repository AND f.digest = p.digest AND f.bucket = p.bucket AND f.target = 1
                  AND f.manifest NOT IN (SELECT id FROM untagged) OFFSET 0)
              AND NOT EXISTS (
                SELECT FROM manifests s
                WHERE s.repository = p.repository AND s.digest = p.subject AND s.bucket = p.bucket
                  AND s.id NOT IN (SELECT id FROM untagged) OFFSET 0)
        ), relatives AS MATERIALIZED (
            SELECT c.id, c.repository, c.bucket, c.digest, max(r.due) AS due
            FROM roots r, LATERAL (
                SELECT f.digest FROM manifest_references f
                WHERE f.manifest = r.id AND f.bucket = r.bucket AND f.target = 1
                UNION ALL
                SELECT m.digest FROM manifests m
                WHERE m.repository = r.repository AND m.subject = r.digest AND m.bucket = r.bucket OFFSET 0) f,
            LATERAL (
                SELECT m.id, m.repository, m.bucket, m.digest FROM manifests m
                WHERE m.repository = r.repository AND m.digest = f.digest AND m.bucket = r.bucket OFFSET 0) c
            WHERE c.id NOT IN (SELECT id FROM roots)
              AND NOT EXISTS (
                SELECT FROM tags t
                WHERE t.repository = c.repository AND t.digest = c.digest AND t.bucket = c.bucket OFFSET 0)
              AND NOT EXISTS (
                SELECT FROM manifest_references o
                WHERE o.repository = c.repository AND o.digest = c.digest AND o.bucket = c.bucket AND o.target = 1
                  AND o.manifest NOT IN (SELECT id FROM roots) OFFSET 0)
            GROUP BY c.id, c.repository, c.bucket, c.digest
        ), gone AS MATERIALIZED (
            SELECT id, repository, bucket, due FROM roots
            UNION ALL
            SELECT id, repository, bucket, due FROM relatives
        ), link_reviews AS MATERIALIZED (
            SELECT l.repository, l.bucket, l.digest, l.review_since + d.delay AS due
            FROM blob_links l JOIN delays d ON d.reason = l.review_reason
            WHERE l.review_since IS NOT NULL ORDER BY due LIMIT :most
        ), links AS (
            SELECT l.repository, l.bucket, l.digest, max(l.due) AS due FROM (
                SELECT g.repository, g.bucket, f.digest, g.due FROM gone g, LATERAL (
                    SELECT f.digest FROM manifest_references f
                    WHERE f.manifest = g.id AND f.bucket = g.bucket OFFSET 0) f
                UNION ALL
                SELECT repository, bucket, digest, due FROM link_reviews) l
            GROUP BY l.repository, l.bucket, l.digest
        ), unlinked AS MATERIALIZED (
            SELECT l.repository, l.digest, l.due FROM links l
            WHERE NOT EXISTS (
                SELECT FROM manifest_references f
                WHERE f.repository = l.repository AND f.digest = l.digest AND f.bucket = l.bucket
                  AND f.manifest NOT IN (SELECT id FROM gone) OFFSET 0)
        ), blob_reviews AS MATERIALIZED (
            SELECT b.digest, b.review_since + d.delay AS due
            FROM blobs b JOIN delays d ON d.reason = b.review_reason
            WHERE b.review_since IS NOT NULL ORDER BY due LIMIT :most
        ), freed AS (
            SELECT date_trunc('hour', GREATEST(c.due, :now), 'UTC') AS hour, b.size
            FROM (
                SELECT digest, max(due) AS due FROM (
                    SELECT digest, due FROM unlinked UNION ALL SELECT digest, due FROM blob_reviews) x
                GROUP BY digest) c, LATERAL (
                SELECT b.size FROM blobs b
                WHERE b.digest = c.digest AND b.bucket = get_byte(c.digest, 1) % :partitions OFFSET 0) b
            WHERE NOT EXISTS (
                SELECT FROM blob_holders h
                WHERE h.digest = c.digest AND h.bucket = get_byte(c.digest, 1) % :partitions
                  AND (h.repository, h.digest) NOT IN (SELECT repository, digest FROM unlinked) OFFSET 0)
        )
        SELECT w.examined, h.hour, h.blobs, h.bytes
        FROM (
            SELECT GREATEST((SELECT count(*) FROM manifest_reviews), (SELECT count(*) FROM link_reviews),
                (SELECT count(*) FROM blob_reviews)) AS examined) w
        LEFT JOIN (
            SELECT hour, count(*) AS blobs, sum(size) AS bytes FROM freed GROUP BY hour) h ON true
        ORDER BY h.hour
        """);

    private record Row(long examined, List<Hour> hour) {}

    CollectionForecast of(Set<Kind> kinds, ReviewDelays delays, int most) throws StoreException {
        List<Row> rows = database.read(
                "forecast_collection",
                () -> "forecast the bytes that collection frees",
                handle -> FORECAST.query(handle)
                        .bindArray("reasons", Short.class, ReviewCutoffs.everyReason())
                        .bindArray("seconds", Long.class, seconds(delays))
                        .bind("manifests", kinds.contains(Kind.MANIFEST))
                        .bind("most", most)
                        .bind("now", database.now())
                        .bind("partitions", database.partitions().count())
                        .map((row, context) -> row(row))
                        .list());
        List<Hour> hours = new ArrayList<>();
        rows.forEach(row -> hours.addAll(row.hour()));
        return new CollectionForecast(hours, rows.get(0).examined() < most);
    }

    private static Row row(ResultSet row) throws SQLException {
        Optional<Instant> start = TimeColumn.find(row, 2);
        return new Row(
                row.getLong(1),
                start.isEmpty() ? List.of() : List.of(new Hour(start.get(), row.getLong(3), row.getLong(4))));
    }

    private static List<Long> seconds(ReviewDelays delays) {
        return Stream.of(ReviewReason.values())
                .map(reason -> delays.after(reason).toSeconds())
                .toList();
    }
}
