package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.content.Annotations;
import dev.berth.registry.jdbi.content.ManifestPut;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.Labels;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Prepared;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.migration.ImportedManifest;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores manifests of an import: one statement for a batch with all its references. */
final class ImportedManifestRows {
    private final Database database;
    private final ImportItems items;

    ImportedManifestRows(Database database, ImportItems items) {
        this.database = database;
        this.items = items;
    }

    /** Locks as a push does: links and children FOR KEY SHARE until the references that protect them are committed. */
    private static final PerPartition PUT = PerPartition.of("""
        WITH repo AS (
            SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
        ), home AS (
            SELECT id FROM repo WHERE bucket = {b}
        ), needed AS MATERIALIZED (
            SELECT n.owner, n.digest, n.target FROM unnest(:owners, :references, :targets) AS n (owner, digest, target)
        ), children AS MATERIALIZED (
            SELECT m.digest FROM manifests_{b} m JOIN home ON m.repository = home.id
            WHERE m.digest = ANY (:children) ORDER BY m.digest FOR KEY SHARE OF m
        ), links AS MATERIALIZED (
            SELECT l.digest FROM blob_links_{b} l JOIN home ON l.repository = home.id
            WHERE l.digest = ANY (:references) AND (SELECT count(*) FROM children) >= 0
            ORDER BY l.digest FOR KEY SHARE OF l
        ), missing AS MATERIALIZED (
            SELECT DISTINCT n.digest FROM needed n JOIN home ON true
            WHERE n.target <> 1 AND NOT EXISTS (SELECT FROM links WHERE links.digest = n.digest)
        ), fresh AS MATERIALIZED (
            SELECT nextval('manifest_ids') AS id, home.id AS repository, w.*
            FROM home, unnest(:digests, :mediaTypes, :payloads, :subjects, :artifactTypes, :annotations, :configs,
                :configTypes, :kinds, :labels, :times)
                WITH ORDINALITY AS w (digest, media_type, payload, subject, artifact_type, annotations, config,
                config_type, kind, labels, created, place)
            WHERE NOT EXISTS (SELECT FROM missing) AND NOT EXISTS (
                SELECT FROM import_items i WHERE i.source = :source AND i.kind = 0 AND i.name = w.digest)
        ), stored AS (
            INSERT INTO manifests_{b} (id, repository, digest, bucket, media_type, payload, subject, artifact_type,
                annotations, config, config_type, kind, labels, created, touched)
            SELECT f.id, f.repository, f.digest, {b}, f.media_type, f.payload, f.subject, f.artifact_type,
                CAST(f.annotations AS json), f.config, f.config_type, f.kind,
                CAST(f.labels AS uuid[]), f.created, f.created
            FROM fresh f ORDER BY f.digest
            ON CONFLICT (repository, digest, bucket) DO UPDATE SET review_since = NULL, review_reason = NULL
            WHERE manifests_{b}.review_since IS NOT NULL
            RETURNING id, repository
        ), referenced AS (
            INSERT INTO manifest_references_{b} (repository, digest, manifest, target, bucket)
            SELECT s.repository, n.digest, s.id, n.target, {b}
            FROM stored s JOIN fresh f ON f.id = s.id JOIN needed n ON n.owner = f.place
        ), remembered AS (
            INSERT INTO import_items (source, kind, name) SELECT :source, 0, f.digest FROM fresh f
            ON CONFLICT DO NOTHING
        )
        SELECT (SELECT bucket FROM repo) AS home, (SELECT array_agg(digest) FROM missing) AS missing
        """);

    Set<Digest> put(RepositoryName repository, List<ImportedManifest> unsorted) throws StoreException {
        List<ImportedManifest> manifests = unsorted.stream()
                .sorted(Comparator.comparing(manifest -> manifest.manifest().digest()))
                .toList();
        return database.direct()
                .writeInNew(
                        "import_manifests",
                        repository,
                        () -> "import " + manifests.size() + " manifests to " + repository,
                        (connection, bucket) -> put(connection, bucket, repository, manifests),
                        Set::isEmpty);
    }

    private PartitionResult<Set<Digest>> put(
            Connection connection, int bucket, RepositoryName repository, List<ImportedManifest> manifests)
            throws SQLException {
        Prepared put = PUT.in(bucket)
                .on(connection)
                .bind("path", repository)
                .bind("source", items.source(connection, repository));
        bindReferences(put, manifests);
        bindManifests(put, manifests);
        return put.one(row -> PartitionResult.of(row, digests(row.getArray(2))));
    }

    private static void bindReferences(Prepared put, List<ImportedManifest> manifests) throws SQLException {
        List<Long> owners = new ArrayList<>();
        List<Digest> references = new ArrayList<>();
        List<Short> targets = new ArrayList<>();
        List<Digest> children = new ArrayList<>();
        for (int place = 1; place <= manifests.size(); place++) {
            for (ManifestReference reference : manifests.get(place - 1).references()) {
                owners.add((long) place);
                references.add(reference.digest());
                targets.add(ManifestPut.code(reference));
                if (reference.target() == Target.MANIFEST_OR_BLOB) {
                    children.add(reference.digest());
                }
            }
        }
        put.bindIds("owners", owners)
                .bindDigests("references", references)
                .bindNumbers("targets", targets)
                .bindDigests("children", children);
    }

    private static void bindManifests(Prepared put, List<ImportedManifest> manifests) throws SQLException {
        put.bindDigests(
                        "digests",
                        manifests.stream().map(one -> one.manifest().digest()).toList())
                .bindTexts(
                        "mediaTypes",
                        manifests.stream()
                                .map(one -> one.manifest().mediaType().value())
                                .toList())
                .bindBytes(
                        "payloads",
                        manifests.stream()
                                .map(one -> bytes(one.manifest().content()))
                                .toList())
                .bindTimes(
                        "times",
                        manifests.stream().map(ImportedManifest::created).toList());
        bindConfigs(put, manifests);
        bindReferrers(put, manifests);
    }

    private static void bindConfigs(Prepared put, List<ImportedManifest> manifests) throws SQLException {
        List<byte @Nullable []> configs = new ArrayList<>();
        List<@Nullable String> types = new ArrayList<>();
        for (ImportedManifest manifest : manifests) {
            configs.add(manifest.properties()
                    .config()
                    .map(Descriptor::digest)
                    .map(DigestBytes::of)
                    .orElse(null));
            types.add(manifest.properties()
                    .config()
                    .map(Descriptor::mediaType)
                    .map(MediaType::value)
                    .orElse(null));
        }
        put.bindBytes("configs", configs)
                .bindTexts("configTypes", types)
                .bindTexts(
                        "kinds",
                        manifests.stream()
                                .map(manifest -> manifest.properties().kind().value())
                                .toList())
                .bindTexts(
                        "labels",
                        manifests.stream()
                                .map(manifest ->
                                        Labels.format(manifest.properties().annotations()))
                                .toList());
    }

    private static void bindReferrers(Prepared put, List<ImportedManifest> manifests) throws SQLException {
        List<byte @Nullable []> subjects = new ArrayList<>();
        List<@Nullable String> artifactTypes = new ArrayList<>();
        List<@Nullable String> annotations = new ArrayList<>();
        for (ImportedManifest manifest : manifests) {
            subjects.add(manifest.subject().map(DigestBytes::of).orElse(null));
            artifactTypes.add(manifest.referrer()
                    .flatMap(Descriptor::artifactType)
                    .map(MediaType::value)
                    .orElse(null));
            annotations.add(manifest.referrer()
                    .map(Descriptor::annotations)
                    .map(Annotations::format)
                    .orElse(null));
        }
        put.bindBytes("subjects", subjects)
                .bindTexts("artifactTypes", artifactTypes)
                .bindTexts("annotations", annotations);
    }

    private static Set<Digest> digests(@Nullable Array missing) throws SQLException {
        Set<Digest> digests = new HashSet<>();
        if (missing != null) {
            for (byte[] digest : (byte[][]) missing.getArray()) {
                digests.add(DigestBytes.parse(digest));
            }
        }
        return digests;
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
