package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditStore;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The queries of a consistency check. Objects are identified by key, so partitions by digest do not help: these query
 * all partitions.
 */
public final class AuditRows implements AuditStore {
    private final Database database;
    private final BreachSearch search;

    public AuditRows(Database database) {
        this.database = database;
        this.search = new BreachSearch(database);
    }

    private static final Sql BLOBS = Sql.of("""
        SELECT digest, size, key FROM blobs
        WHERE key COLLATE "C" > :last ORDER BY key COLLATE "C" LIMIT :more
        """);

    @Override
    public Page<AuditedBlob> blobs(PageRequest page) throws StoreException {
        return database.read(
                "list_blobs_by_key",
                () -> "list blobs by key",
                handle -> Page.ofFetched(
                        BLOBS.query(handle)
                                .bind("last", PageStart.text(page))
                                .bind("more", page.limit() + 1L)
                                .map((row, context) -> new AuditedBlob(
                                        DigestBytes.parse(row.getBytes(1)),
                                        row.getLong(2),
                                        new StorageKey(row.getString(3))))
                                .list(),
                        page.limit()));
    }

    private static final Sql KNOWN = Sql.of("""
        SELECT k.key FROM unnest(:keys) AS k (key)
        WHERE EXISTS (SELECT FROM blobs b WHERE b.key COLLATE "C" = k.key)
           OR EXISTS (SELECT FROM storage_deletions d WHERE d.key = k.key)
           OR k.key IN (SELECT u.key FROM uploads u)
        """);

    @Override
    public Set<StorageKey> known(Collection<StorageKey> keys) throws StoreException {
        return Set.copyOf(database.read(
                "find_keys",
                () -> "find " + keys.size() + " keys",
                handle -> KNOWN.query(handle)
                        .bindArray("keys", StorageKey.class, keys)
                        .map((row, context) -> new StorageKey(row.getString(1)))
                        .list()));
    }

    private static final Sql OF_UPLOADS =
            Sql.of("SELECT DISTINCT u.key FROM uploads u JOIN unnest(:keys) AS k (key) ON k.key = u.key");

    @Override
    public Set<StorageKey> ofUploads(Collection<StorageKey> keys) throws StoreException {
        return Set.copyOf(database.read(
                "find_upload_keys",
                () -> "find the uploads of " + keys.size() + " keys",
                handle -> OF_UPLOADS
                        .query(handle)
                        .bindArray("keys", StorageKey.class, keys)
                        .map((row, context) -> new StorageKey(row.getString(1)))
                        .list()));
    }

    /** OFFSET 0 keeps it a look into the index for each repository: none leads from a digest to its manifests. */
    private static final PerPartition WITH_MANIFEST = PerPartition.of("""
        SELECT r.path FROM repositories r
        WHERE r.bucket = {b} AND EXISTS (
            SELECT FROM manifests_{b} m WHERE m.repository = r.id AND m.digest = :digest OFFSET 0)
        ORDER BY r.path LIMIT :most
        """);

    @Override
    public List<RepositoryName> withManifest(Digest digest, int most) throws StoreException {
        List<RepositoryName> found = new ArrayList<>();
        for (int bucket = 0; bucket < database.partitions().count(); bucket++) {
            Sql statement = WITH_MANIFEST.in(bucket);
            found.addAll(database.read(
                    "find_manifest_repositories",
                    () -> "find the repositories of manifest " + digest,
                    handle -> statement
                            .query(handle)
                            .bind("digest", digest)
                            .bind("most", most)
                            .map((row, context) -> new RepositoryName(row.getString(1)))
                            .list()));
        }
        return found.stream()
                .sorted(Comparator.comparing(RepositoryName::value))
                .limit(most)
                .toList();
    }

    @Override
    public List<Breach> breaches(Breach.Invariant invariant, int most) throws StoreException {
        return search.find(invariant, most);
    }
}
