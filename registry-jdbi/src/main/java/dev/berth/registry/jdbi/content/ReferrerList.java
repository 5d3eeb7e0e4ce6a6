package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.ManifestStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Lists the referrers of a subject. */
final class ReferrerList {
    private final Database database;

    ReferrerList(Database database) {
        this.database = database;
    }

    Page<Descriptor> list(RepositoryName repository, Digest subject, Optional<MediaType> artifactType, PageRequest page)
            throws StoreException {
        return database.readIn(
                "list_referrers",
                repository,
                () -> "list referrers of " + repository + "@" + subject,
                (handle, bucket) -> {
                    PartitionResult<List<Fetched>> fetched =
                            fetch(handle, bucket, repository, subject, artifactType, page);
                    return new PartitionResult<>(fetched.home(), page(fetched.value(), page.limit()));
                });
    }

    /**
     * @param found the number of referrers, up to one more than the page limit; long ones are counted but not fetched
     */
    private record Fetched(Descriptor descriptor, int found) {}

    private static Page<Descriptor> page(List<Fetched> fetched, int limit) {
        List<Descriptor> items =
                fetched.stream().map(Fetched::descriptor).limit(limit).toList();
        boolean more = !fetched.isEmpty() && fetched.get(0).found() > items.size();
        return new Page<>(items, more);
    }

    private static final PerPartition REFERRERS =
            PerPartition.of(Template.of("""
                SELECT r.bucket, m.digest, m.media_type, m.size, m.artifact_type, m.annotations, m.found
                FROM repositories r
                LEFT JOIN LATERAL (
                    SELECT n.*,
                        count(*) OVER () AS found,
                        row_number() OVER (ORDER BY digest) AS place,
                        sum(coalesce(octet_length(CAST(annotations AS text)), 0)) OVER (ORDER BY digest) AS upto
                    FROM (
                        SELECT digest, media_type, octet_length(payload) AS size, artifact_type, annotations
                        FROM manifests_{b}
                        WHERE repository = r.id AND subject = :subject AND {behind}
                            AND (CAST(:artifactType AS text) IS NULL OR artifact_type = :artifactType)
                        ORDER BY digest LIMIT :more
                    ) n
                ) m ON m.place = 1 OR m.upto <= :most
                WHERE r.path = :path
                ORDER BY m.digest
                """).with("behind", PageStart.BEHIND).with("digest", "digest"));

    private static PartitionResult<List<Fetched>> fetch(
            Handle handle,
            int bucket,
            RepositoryName repository,
            Digest subject,
            Optional<MediaType> artifactType,
            PageRequest page) {
        Query query = REFERRERS
                .in(bucket)
                .query(handle)
                .bind("path", repository)
                .bind("subject", subject)
                .bind("artifactType", artifactType.map(MediaType::value).orElse(null))
                .bind("after", PageStart.digest(page))
                .bind("last", PageStart.text(page))
                .bind("more", page.limit() + 1L)
                .bind("most", (long) ManifestStore.REFERRERS_PAGE);
        return PartitionResult.all(query, ReferrerList::fetched);
    }

    private static Optional<Fetched> fetched(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes(2);
        if (digest == null) {
            return Optional.empty();
        }
        Descriptor descriptor = new Descriptor(
                new MediaType(row.getString(3)),
                DigestBytes.parse(digest),
                row.getLong(4),
                Optional.ofNullable(row.getString(5)).map(MediaType::new),
                Annotations.parse(row.getString(6)));
        return Optional.of(new Fetched(descriptor, row.getInt(7)));
    }
}
