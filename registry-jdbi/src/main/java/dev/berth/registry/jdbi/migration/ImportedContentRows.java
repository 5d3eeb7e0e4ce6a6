package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ImportedBlob;
import dev.berth.registry.spi.migration.ImportedContentStore;
import dev.berth.registry.spi.migration.ImportedLink;
import dev.berth.registry.spi.migration.ImportedManifest;
import dev.berth.registry.spi.migration.ImportedNames;
import dev.berth.registry.spi.migration.ImportedTag;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Imported content: a statement for each batch, with arrays as parameters. */
final class ImportedContentRows implements ImportedContentStore {
    /** In {@code blob_holders}: the source holds the blob, not a repository (docs/decisions/0090). */
    static final long SOURCE = 0;

    private final Database database;
    private final ImportItems items;
    private final ImportedManifestRows manifests;
    private final ImportedTagRows tags;
    private final ImportRetention retention;

    ImportedContentRows(Database database, ImportItems items) {
        this.database = database;
        this.items = items;
        this.manifests = new ImportedManifestRows(database, items);
        this.tags = new ImportedTagRows(database, items);
        this.retention = new ImportRetention(database, items);
    }

    private static final Sql ADD_BLOBS = Sql.of("""
        WITH added AS (
            INSERT INTO blobs (digest, bucket, size, key, created)
            SELECT w.digest, get_byte(w.digest, 1) % :partitions, w.size, w.key, w.created
            FROM unnest(:digests, :sizes, :keys, :times) AS w (digest, size, key, created) ORDER BY w.digest
            ON CONFLICT (digest, bucket) DO NOTHING RETURNING digest
        )
        SELECT count(*) FROM added
        """);

    @Override
    public int addBlobs(List<ImportedBlob> blobs) throws StoreException {
        return database.write(
                "import_blobs",
                () -> "add " + blobs.size() + " blobs",
                handle -> ADD_BLOBS
                        .query(handle)
                        .bind("partitions", database.partitions().count())
                        .bindArray(
                                "digests",
                                Digest.class,
                                blobs.stream().map(ImportedBlob::digest).toList())
                        .bindArray(
                                "sizes",
                                Long.class,
                                blobs.stream().map(ImportedBlob::size).toList())
                        .bindArray(
                                "keys",
                                StorageKey.class,
                                blobs.stream().map(ImportedBlob::key).toList())
                        .bindArray(
                                "times",
                                Instant.class,
                                blobs.stream().map(ImportedBlob::created).toList())
                        .map((row, context) -> row.getInt(1))
                        .one());
    }

    private static final Sql FIND = Sql.of("""
        SELECT w.digest, b.size, b.key FROM unnest(:digests) AS w (digest), LATERAL (
            SELECT size, key FROM blobs
            WHERE digest = w.digest AND bucket = get_byte(w.digest, 1) % :partitions OFFSET 0) b
        """);

    @Override
    public Map<Digest, AuditedBlob> find(Collection<Digest> digests) throws StoreException {
        return database.read("find_blobs", () -> "look up " + digests.size() + " blobs", handle -> {
            Map<Digest, AuditedBlob> found = new HashMap<>();
            FIND.query(handle)
                    .bind("partitions", database.partitions().count())
                    .bindArray("digests", Digest.class, List.copyOf(digests))
                    .map((row, context) -> new AuditedBlob(
                            DigestBytes.parse(row.getBytes(1)), row.getLong(2), new StorageKey(row.getString(3))))
                    .list()
                    .forEach(blob -> found.put(blob.digest(), blob));
            return found;
        });
    }

    /** Blobs are locked in the order of their digests, as everywhere; an existing link costs a lookup only. */
    private static final PerPartition LINK = PerPartition.of("""
        WITH repo AS (
            SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
        ), home AS (
            SELECT id FROM repo WHERE bucket = {b}
        ), wanted AS MATERIALIZED (
            SELECT w.digest, (get_byte(w.digest, 1) % :partitions)::smallint AS bucket, w.created
            FROM home, unnest(:digests, :times) AS w (digest, created)
        ), found AS MATERIALIZED (
            SELECT b.digest, b.bucket, b.size, b.key, b.lost, w.created
            FROM wanted w JOIN blobs b ON b.digest = w.digest AND b.bucket = w.bucket
            ORDER BY b.digest FOR KEY SHARE OF b
        ), fresh AS (
            INSERT INTO import_items (source, kind, name) SELECT :source, :kind, f.digest FROM found f
            ON CONFLICT DO NOTHING RETURNING name
        ), linked AS (
            INSERT INTO blob_links_{b} (repository, digest, bucket, size, key, lost, created, touched)
            SELECT home.id, f.digest, {b}, f.size, f.key, f.lost, f.created, f.created
            FROM home, found f JOIN fresh ON fresh.name = f.digest
            ON CONFLICT (repository, digest, bucket) DO UPDATE SET review_since = NULL, review_reason = NULL
            WHERE blob_links_{b}.review_since IS NOT NULL
            RETURNING digest, xmax = 0 AS made
        ), holders AS (
            INSERT INTO blob_holders (digest, repository, bucket)
            SELECT h.digest, h.repository, h.bucket FROM (
                SELECT f.digest, home.id AS repository, f.bucket
                FROM home, found f JOIN linked l ON l.digest = f.digest
                UNION ALL SELECT f.digest, 0, f.bucket FROM found f) h
            ORDER BY h.digest, h.repository
            ON CONFLICT DO NOTHING
        )
        SELECT (SELECT bucket FROM repo) AS home, (SELECT count(*) FROM linked WHERE made) AS linked
        """);

    @Override
    public int link(RepositoryName repository, List<ImportedLink> links) throws StoreException {
        return database.direct()
                .writeInNew(
                        "link_blobs",
                        repository,
                        () -> "link " + links.size() + " blobs to " + repository,
                        (connection, bucket) -> link(connection, bucket, repository, links),
                        made -> made > 0);
    }

    private PartitionResult<Integer> link(
            Connection connection, int bucket, RepositoryName repository, List<ImportedLink> unsorted)
            throws SQLException {
        List<ImportedLink> links = unsorted.stream()
                .sorted(Comparator.comparing(ImportedLink::digest))
                .toList();
        return LINK.in(bucket)
                .on(connection)
                .bind("path", repository)
                .bind("source", items.source(connection, repository))
                .bind("kind", ImportItems.LINK)
                .bind("partitions", database.partitions().count())
                .bindDigests("digests", links.stream().map(ImportedLink::digest).toList())
                .bindTimes("times", links.stream().map(ImportedLink::created).toList())
                .one(row -> PartitionResult.of(row, row.getInt(2)));
    }

    @Override
    public Set<Digest> putManifests(RepositoryName repository, List<ImportedManifest> batch) throws StoreException {
        return manifests.put(repository, batch);
    }

    @Override
    public int setTags(RepositoryName repository, List<ImportedTag> batch) throws StoreException {
        return tags.set(repository, batch);
    }

    @Override
    public int retain(RepositoryName repository, ImportedNames present) throws StoreException {
        return retention.retain(repository, present);
    }

    private static final Sql KEEP = Sql.of("""
        INSERT INTO blob_holders (digest, repository, bucket)
        SELECT b.digest, 0, b.bucket FROM unnest(:digests) AS w (digest)
        JOIN blobs b ON b.digest = w.digest AND b.bucket = get_byte(w.digest, 1) % :partitions
        ORDER BY b.digest FOR KEY SHARE OF b
        ON CONFLICT DO NOTHING
        """);

    @Override
    public void keep(Collection<Digest> digests) throws StoreException {
        database.write(
                "keep_blobs",
                () -> "keep " + digests.size() + " blobs",
                handle -> KEEP.update(handle)
                        .bind("partitions", database.partitions().count())
                        .bindArray(
                                "digests",
                                Digest.class,
                                digests.stream().sorted().toList())
                        .execute());
    }
}
