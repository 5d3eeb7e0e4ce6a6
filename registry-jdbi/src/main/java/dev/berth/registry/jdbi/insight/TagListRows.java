package dev.berth.registry.jdbi.insight;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.PlatformDocument;
import dev.berth.registry.spi.insight.PlatformDocument.OfImage;
import dev.berth.registry.spi.insight.PlatformDocument.OfIndex;
import dev.berth.registry.spi.insight.TagListStore;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists of tags and manifests with properties of their manifests: one statement for the manifests of a page. */
final class TagListRows implements TagListStore {
    private final Database database;
    private final TagList list;
    private final ManifestListRows manifests;

    TagListRows(Database database) {
        this.database = database;
        this.list = new TagList(database);
        this.manifests = new ManifestListRows(database);
    }

    @Override
    public Optional<Slice<TagDetails>> page(RepositoryName repository, TagQuery query) throws StoreException {
        return list.list(repository, query);
    }

    @Override
    public Optional<Page<Manifest.Details>> manifests(RepositoryName repository, Manifest.Query query)
            throws StoreException {
        return manifests.list(repository, query);
    }

    /** Two look-ups for each manifest: by its subject, and by the name that a tag of a signature has. */
    private static final PerPartition SIGNED = PerPartition.of("""
        SELECT r.bucket, d.digest FROM repositories r LEFT JOIN LATERAL (
            SELECT d.digest FROM unnest(:digests) AS d (digest)
            WHERE EXISTS (
                SELECT FROM manifests_{b} m
                WHERE m.repository = r.id AND m.subject = d.digest AND m.kind = :signature OFFSET 0)
              OR EXISTS (
                SELECT FROM tags_{b} t
                WHERE t.repository = r.id AND t.name = (CASE get_byte(d.digest, 0) WHEN 1 THEN 'sha256-'
                    WHEN 2 THEN 'sha512-' END || encode(substr(d.digest, 2), 'hex') || '.sig') COLLATE "C" OFFSET 0)
        ) d ON true
        WHERE r.path = :path
        """);

    @Override
    public Set<Digest> signed(RepositoryName repository, Collection<Digest> manifests) throws StoreException {
        if (manifests.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(database.readIn(
                "find_signed_manifests",
                repository,
                () -> "find the signed manifests of " + repository,
                (handle, bucket) -> PartitionResult.all(
                        SIGNED.in(bucket)
                                .query(handle)
                                .bind("path", repository)
                                .bind("signature", ArtifactKind.SIGNATURE.value())
                                .bindArray("digests", Digest.class, distinct(manifests)),
                        row -> Optional.ofNullable(row.getBytes(2)).map(DigestBytes::parse))));
    }

    /** An image has a config and needs its object only; an index has none and tells its platforms itself. */
    private static final PerPartition DOCUMENTS = PerPartition.of("""
        SELECT r.bucket, m.digest, m.media_type, m.payload, m.key, m.size FROM repositories r LEFT JOIN LATERAL (
            SELECT m.digest, m.media_type, m.payload, l.key, l.size
            FROM unnest(:digests) AS d (digest), LATERAL (
                SELECT m.digest, m.media_type, m.config, m.config_type, CASE WHEN m.config IS NULL
                    AND octet_length(m.payload) <= :longestIndex THEN m.payload END AS payload
                FROM manifests_{b} m WHERE m.repository = r.id AND m.digest = d.digest OFFSET 0) m
            LEFT JOIN LATERAL (
                SELECT l.key, l.size FROM blob_links_{b} l
                WHERE l.repository = r.id AND l.digest = m.config AND m.config_type = ANY (:configs)
                  AND l.size <= :longestConfig OFFSET 0) l ON true
            WHERE m.payload IS NOT NULL OR l.key IS NOT NULL
        ) m ON true
        WHERE r.path = :path
        """);

    @Override
    public List<PlatformDocument> platformDocuments(
            RepositoryName repository, Collection<Digest> manifests, Set<MediaType> configs) throws StoreException {
        if (manifests.isEmpty()) {
            return List.of();
        }
        List<String> types = configs.stream().map(MediaType::value).toList();
        return database.readIn(
                "find_platform_documents",
                repository,
                () -> "find the platforms of manifests of " + repository,
                (handle, bucket) -> PartitionResult.all(
                        DOCUMENTS
                                .in(bucket)
                                .query(handle)
                                .bind("path", repository)
                                .bind("longestIndex", PlatformDocument.LONGEST_INDEX)
                                .bind("longestConfig", PlatformDocument.LONGEST_CONFIG)
                                .bindArray("configs", String.class, types)
                                .bindArray("digests", Digest.class, distinct(manifests)),
                        TagListRows::document));
    }

    private static Optional<PlatformDocument> document(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes(2);
        if (digest == null) {
            return Optional.empty();
        }
        String key = row.getString(5);
        if (key != null) {
            return Optional.of(new OfImage(DigestBytes.parse(digest), new StorageKey(key), row.getInt(6)));
        }
        MediaType type = new MediaType(row.getString(3));
        return type.isIndex()
                ? Optional.of(
                        new OfIndex(new Manifest(DigestBytes.parse(digest), type, ByteBuffer.wrap(row.getBytes(4)))))
                : Optional.empty();
    }

    private static final PerPartition REFERRERS = PerPartition.of("""
        SELECT r.bucket, m.subject, m.digest, m.media_type, m.size, m.artifact_type
        FROM repositories r LEFT JOIN LATERAL (
            SELECT n.* FROM unnest(:digests) AS d (digest), LATERAL (
                SELECT m.subject, m.digest, m.media_type, octet_length(m.payload) AS size, m.artifact_type
                FROM manifests_{b} m
                WHERE m.repository = r.id AND m.subject = d.digest
                  AND (:every OR m.artifact_type = ANY (:types))
                ORDER BY m.digest LIMIT :most) n
        ) m ON true
        WHERE r.path = :path
        ORDER BY m.subject, m.digest
        """);

    private record Referrer(Digest subject, Descriptor descriptor) {}

    @Override
    public Map<Digest, List<Descriptor>> referrers(
            RepositoryName repository, Collection<Digest> subjects, Set<MediaType> types, int most)
            throws StoreException {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        List<Referrer> found = database.readIn(
                "list_referrers_of_manifests",
                repository,
                () -> "list the referrers of manifests of " + repository,
                (handle, bucket) -> PartitionResult.all(
                        REFERRERS
                                .in(bucket)
                                .query(handle)
                                .bind("path", repository)
                                .bind("most", most)
                                .bind("every", types.isEmpty())
                                .bindArray(
                                        "types",
                                        String.class,
                                        types.stream().map(MediaType::value).toList())
                                .bindArray("digests", Digest.class, distinct(subjects)),
                        TagListRows::referrer));
        Map<Digest, List<Descriptor>> referrers = new HashMap<>();
        found.forEach(referrer -> referrers
                .computeIfAbsent(referrer.subject(), any -> new ArrayList<>())
                .add(referrer.descriptor()));
        return referrers;
    }

    private static Optional<Referrer> referrer(ResultSet row) throws SQLException {
        byte[] subject = row.getBytes(2);
        return subject == null
                ? Optional.empty()
                : Optional.of(new Referrer(DigestBytes.parse(subject), descriptor(row)));
    }

    private static Descriptor descriptor(ResultSet row) throws SQLException {
        return new Descriptor(
                new MediaType(row.getString(4)),
                DigestBytes.parse(row.getBytes(3)),
                row.getLong(5),
                Optional.ofNullable(row.getString(6)).map(MediaType::new),
                Map.of());
    }

    private static List<Digest> distinct(Collection<Digest> digests) {
        return digests.stream().distinct().toList();
    }
}
