package dev.berth.registry.jdbi;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Lists the referrers of a subject. */
final class ReferrerList {
    private final Database database;

    ReferrerList(Database database) {
        this.database = database;
    }

    Page<Descriptor> list(RepositoryName repository, Digest subject, Optional<MediaType> artifactType, PageRequest page)
            throws StoreException {
        return database.readIn(
                repository, () -> "list referrers of " + repository + "@" + subject, (handle, bucket) -> {
                    Located<List<Descriptor>> fetched = fetch(handle, bucket, repository, subject, artifactType, page);
                    return new Located<>(fetched.home(), Page.ofFetched(fetched.value(), page.limit()));
                });
    }

    private static final PerPartition REFERRERS = PerPartition.of("""
            SELECT r.bucket, m.digest, m.media_type, m.size, m.artifact_type, m.annotations
            FROM repositories r
            LEFT JOIN LATERAL (
                SELECT digest, media_type, octet_length(payload) AS size, artifact_type, annotations
                FROM manifests_{b}
                WHERE repository = r.id AND subject = :subject AND digest > :last
                    AND (CAST(:artifactType AS text) IS NULL OR artifact_type = :artifactType)
                ORDER BY digest LIMIT :more
            ) m ON true
            WHERE r.path = :path
            ORDER BY m.digest
            """);

    private static Located<List<Descriptor>> fetch(
            Handle handle,
            int bucket,
            RepositoryName repository,
            Digest subject,
            Optional<MediaType> artifactType,
            PageRequest page) {
        return handle.createQuery(REFERRERS.in(bucket))
                .bind("path", repository)
                .bind("subject", subject)
                .bind("artifactType", artifactType.map(MediaType::value).orElse(null))
                .bind("last", after(page))
                .bind("more", page.limit() + 1L)
                .scanResultSet((rows, context) -> descriptors(rows.get()));
    }

    private static byte[] after(PageRequest page) {
        return page.last().flatMap(Digest::parse).map(DigestBytes::of).orElseGet(() -> new byte[0]);
    }

    private static Located<List<Descriptor>> descriptors(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Located.nowhere(List.of());
        }
        List<Descriptor> descriptors = new ArrayList<>();
        Located<List<Descriptor>> answer = Located.of(rows, descriptors);
        do {
            byte[] digest = rows.getBytes(2);
            if (digest != null) {
                descriptors.add(descriptor(rows, DigestBytes.parse(digest)));
            }
        } while (rows.next());
        return answer;
    }

    private static Descriptor descriptor(ResultSet row, Digest digest) throws SQLException {
        return new Descriptor(
                new MediaType(row.getString(3)),
                digest,
                row.getLong(4),
                Optional.ofNullable(row.getString(5)).map(MediaType::new),
                Annotations.parse(row.getString(6)));
    }
}
