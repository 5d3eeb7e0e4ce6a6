package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.insight.SizeRows.Home;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The layers that would lose their last holder with some tags, by the same counts as the size of a repository. */
final class FreedBytes {
    private final Database database;

    FreedBytes(Database database) {
        this.database = database;
    }

    /** Bytes of those layers that no other repository has; what changed since the last count is not seen. */
    long of(Home repository, Map<Digest, Long> tags) throws StoreException {
        return database.read(
                "count_freed_bytes",
                () -> "count the bytes that tags of repository " + repository.id() + " need alone",
                handle -> handle.inTransaction(
                        SizeCount.SNAPSHOT,
                        transaction -> bytes(transaction, repository, gone(transaction, repository, tags))));
    }

    /** A blob is read in the partition of its digest; the links of a repository are in that of its name. */
    private static final Sql OF_REPOSITORIES = Sql.of("""
        WITH gone AS MATERIALIZED (
            SELECT id, bucket FROM repositories WHERE path = ANY (:paths)
        ), held AS MATERIALIZED (
            SELECT DISTINCT l.digest, l.size FROM gone g, LATERAL (
                SELECT l.digest, l.size FROM blob_links l
                WHERE l.repository = g.id AND l.bucket = g.bucket OFFSET 0) l
        )
        SELECT (
            SELECT coalesce(sum(m.bytes), 0) FROM gone g, LATERAL (
                SELECT sum(octet_length(m.payload)) AS bytes FROM manifests m
                WHERE m.repository = g.id AND m.bucket = g.bucket OFFSET 0) m
        ) + (
            SELECT coalesce(sum(h.size), 0) FROM held h
            WHERE NOT EXISTS (
                SELECT FROM blob_holders o
                WHERE o.digest = h.digest AND o.bucket = get_byte(h.digest, 1) % :partitions
                  AND o.repository NOT IN (SELECT id FROM gone) OFFSET 0)
        )
        """);

    /** Bytes of manifests, and of the blobs that only these repositories have. */
    long ofRepositories(Collection<RepositoryName> repositories) throws StoreException {
        if (repositories.isEmpty()) {
            return 0;
        }
        List<String> paths = repositories.stream().map(RepositoryName::value).toList();
        return database.read(
                "count_freed_bytes_of_repositories",
                () -> "count the bytes that " + paths.size() + " repositories have alone",
                handle -> OF_REPOSITORIES
                        .query(handle)
                        .bindArray("paths", String.class, paths)
                        .bind("partitions", database.partitions().count())
                        .mapTo(Long.class)
                        .one());
    }

    /** A manifest goes when it loses all its holders; then it is one holder less of each child. */
    private static Set<Digest> gone(Handle handle, Home repository, Map<Digest, Long> tags) {
        Map<Digest, Long> lost = new HashMap<>(tags);
        Set<Digest> gone = new HashSet<>();
        Set<Digest> touched = tags.keySet();
        while (!touched.isEmpty()) {
            Set<Digest> children = new HashSet<>();
            for (Counted manifest : withoutHolders(handle, repository, touched, lost)) {
                if (gone.add(manifest.digest())) {
                    manifest.children().forEach(child -> lost.merge(child, 1L, Long::sum));
                    children.addAll(manifest.children());
                }
            }
            touched = children;
        }
        return gone;
    }

    private record Counted(Digest digest, List<Digest> children) {}

    private static final PerPartition WITHOUT_HOLDERS = PerPartition.of("""
        SELECT m.digest, m.children FROM counted_manifests_{b} m
        JOIN unnest(:digests, :holders) AS c (digest, holders) ON c.digest = m.digest
        WHERE m.repository = :id AND m.holders <= c.holders
        """);

    private static List<Counted> withoutHolders(
            Handle handle, Home repository, Set<Digest> touched, Map<Digest, Long> lost) {
        List<Digest> digests = List.copyOf(touched);
        return WITHOUT_HOLDERS
                .in(repository.bucket())
                .query(handle)
                .bind("id", repository.id())
                .bindArray("digests", Digest.class, digests)
                .bindArray(
                        "holders",
                        Long.class,
                        digests.stream()
                                .map(digest -> lost.getOrDefault(digest, 0L))
                                .toList())
                .map((row, context) -> new Counted(DigestBytes.parse(row.getBytes(1)), digests(row)))
                .list();
    }

    private static List<Digest> digests(ResultSet row) throws SQLException {
        return Arrays.stream((byte[][]) row.getArray(2).getArray())
                .map(DigestBytes::parse)
                .toList();
    }

    private static final PerPartition BYTES = PerPartition.of("""
        SELECT coalesce(sum(c.size), 0) FROM (
            SELECT l.digest, count(*) AS holders FROM counted_manifests_{b} m, unnest(m.layers) AS l (digest)
            WHERE m.repository = :id AND m.digest = ANY (:gone) GROUP BY l.digest) x
        JOIN counted_layers_{b} c ON c.repository = :id AND c.digest = x.digest AND c.holders <= x.holders
        WHERE NOT EXISTS (
            SELECT FROM blob_holders h
            WHERE h.digest = c.digest AND h.bucket = get_byte(c.digest, 1) % :partitions AND h.repository <> :id)
        """);

    private long bytes(Handle handle, Home repository, Set<Digest> gone) {
        return BYTES.in(repository.bucket())
                .query(handle)
                .bind("id", repository.id())
                .bind("partitions", database.partitions().count())
                .bindArray("gone", Digest.class, List.copyOf(gone))
                .mapTo(Long.class)
                .one();
    }
}
