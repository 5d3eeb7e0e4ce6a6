package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
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
import dev.berth.registry.spi.migration.LinkedContent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Imported content: a statement for each batch, with arrays as parameters. */
final class ImportedContentRows implements ImportedContentStore {
    private final Database database;
    private final ImportedLinkRows links;
    private final ImportedManifestRows manifests;
    private final ImportedTagRows tags;
    private final ImportRetention retention;

    ImportedContentRows(Database database, ImportItems items) {
        this.database = database;
        this.links = new ImportedLinkRows(database);
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
        return database.direct()
                .write(
                        "import_blobs",
                        () -> "add " + blobs.size() + " blobs",
                        connection -> ADD_BLOBS
                                .on(connection)
                                .bind("partitions", database.partitions().count())
                                .bindDigests(
                                        "digests",
                                        blobs.stream().map(ImportedBlob::digest).toList())
                                .bindIds(
                                        "sizes",
                                        blobs.stream().map(ImportedBlob::size).toList())
                                .bindKeys(
                                        "keys",
                                        blobs.stream().map(ImportedBlob::key).toList())
                                .bindTimes(
                                        "times",
                                        blobs.stream()
                                                .map(ImportedBlob::created)
                                                .toList())
                                .one(row -> row.getInt(1)));
    }

    private static final Sql FIND = Sql.of("""
        SELECT w.digest, b.size, b.key FROM unnest(:digests) AS w (digest), LATERAL (
            SELECT size, key FROM blobs
            WHERE digest = w.digest AND bucket = get_byte(w.digest, 1) % :partitions OFFSET 0) b
        """);

    @Override
    public Map<Digest, AuditedBlob> find(Collection<Digest> digests) throws StoreException {
        return database.direct()
                .read(
                        "find_blobs",
                        () -> "look up " + digests.size() + " blobs",
                        connection -> FIND.on(connection)
                                .bind("partitions", database.partitions().count())
                                .bindDigests("digests", List.copyOf(digests))
                                .rows(ImportedContentRows::blobs));
    }

    private static Map<Digest, AuditedBlob> blobs(ResultSet rows) throws SQLException {
        Map<Digest, AuditedBlob> found = new HashMap<>();
        while (rows.next()) {
            Digest digest = DigestBytes.parse(rows.getBytes(1));
            found.put(digest, new AuditedBlob(digest, rows.getLong(2), new StorageKey(rows.getString(3))));
        }
        return found;
    }

    @Override
    public LinkedContent link(RepositoryName repository, List<ImportedLink> links, List<Digest> payloads)
            throws StoreException {
        return this.links.link(repository, links, payloads);
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
}
