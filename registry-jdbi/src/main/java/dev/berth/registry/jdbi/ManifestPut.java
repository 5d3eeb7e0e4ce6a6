package dev.berth.registry.jdbi;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.ManifestReference;
import dev.berth.registry.spi.ManifestReference.Target;
import dev.berth.registry.spi.NewManifest;
import dev.berth.registry.spi.NewManifest.MissingReferences;
import dev.berth.registry.spi.PutOutcome;
import dev.berth.registry.spi.ReviewReason;
import dev.berth.registry.spi.StoreException;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Puts manifests: one round trip, however many references and tags. */
final class ManifestPut {
    private final Database database;

    ManifestPut(Database database) {
        this.database = database;
    }

    PutOutcome put(RepositoryName repository, NewManifest manifest) throws StoreException {
        return database.writeInNew(
                repository,
                () -> "put manifest " + repository + "@" + manifest.manifest().digest(),
                (handle, bucket) -> put(handle, bucket, repository, manifest),
                outcome -> outcome instanceof PutOutcome.Stored);
    }

    /**
     * The locks FOR KEY SHARE on links and children keep them until the references that protect them are committed; a
     * reference whose target is being deleted waits and then is missing. Tags come before the manifest, so that pushes
     * to one tag queue up at the tag and hold nothing that another of them needs.
     */
    private static final String PUT = """
            WITH repo AS (
                SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
            ), home AS (
                SELECT id FROM repo WHERE bucket = {b}
            ), wanted AS (
                SELECT w.digest, w.target FROM unnest(:digests, :targets) AS w (digest, target)
            ), links AS (
                SELECT l.digest FROM blob_links_{b} l JOIN home ON l.repository = home.id
                WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
            ), children AS (
                SELECT m.digest FROM manifests_{b} m JOIN home ON m.repository = home.id
                WHERE m.digest = ANY (:children) ORDER BY m.digest FOR KEY SHARE OF m
            ), missing AS MATERIALIZED (
                SELECT w.digest FROM wanted w
                WHERE NOT EXISTS (SELECT FROM links WHERE links.digest = w.digest)
                  AND NOT EXISTS (SELECT FROM children WHERE children.digest = w.digest)
            ), accepted AS (
                SELECT id FROM home WHERE :remember OR NOT EXISTS (SELECT FROM missing)
            ), tagged AS (
                INSERT INTO tags_{b} AS t (repository, name, digest, bucket, created, updated)
                SELECT a.id, n.name, :digest, {b}, :now, :now
                FROM accepted a, unnest(:tags) AS n (name) ORDER BY n.name
                ON CONFLICT (repository, name, bucket) DO UPDATE SET
                    previous = t.digest, digest = excluded.digest, updated = excluded.updated
                RETURNING t.name
            ), fresh AS MATERIALIZED (
                SELECT nextval('manifest_ids') AS id
            ), stored AS (
                INSERT INTO manifests_{b} AS m
                    (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
                     created, touched, review_since, review_reason)
                SELECT fresh.id, a.id, :digest, {b}, :mediaType, :payload, :subject, :artifactType,
                       CAST(:annotations AS json), :now, :now,
                       CASE WHEN cardinality(:tags) = 0 THEN CAST(:now AS timestamptz) END, :putUntagged
                FROM accepted a, fresh, (SELECT count(*) FROM tagged) AS tagged_before
                ON CONFLICT (repository, digest, bucket) DO UPDATE SET
                    touched = GREATEST(m.touched, excluded.touched),
                    review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
                        THEN GREATEST(m.review_since, excluded.review_since) END
                RETURNING m.id, m.repository
            ), referenced AS (
                INSERT INTO manifest_references_{b} (repository, digest, manifest, target, bucket)
                SELECT s.repository, w.digest, s.id, w.target, {b} FROM stored s JOIN fresh ON fresh.id = s.id, wanted w
            )
            SELECT (SELECT bucket FROM repo) AS home, (SELECT array_agg(digest) FROM missing) AS missing
            """;

    /**
     * The manifests our tags named before. A statement of its own, for they may have been put and tagged while the first
     * one waited for the tag, and that one would not see them.
     */
    private static final String REVIEW_PREVIOUS = """
            UPDATE manifests_{b} m SET review_since = :now, review_reason = :tagMoved
            FROM repositories r JOIN tags_{b} t ON t.repository = r.id
            WHERE r.path = :path AND t.name = ANY (:tags) AND t.updated = :now
              AND t.digest = :digest AND t.previous <> :digest
              AND m.repository = r.id AND m.digest = t.previous
            """;

    private static final PerPartition UNTAGGED = PerPartition.of(PUT);
    private static final PerPartition TAGGED = PerPartition.of(PUT + ";\n" + REVIEW_PREVIOUS);

    private Located<PutOutcome> put(Handle handle, int bucket, RepositoryName repository, NewManifest manifest)
            throws SQLException {
        List<Tag> tags = manifest.tags().stream().distinct().sorted().toList();
        Prepared put = (tags.isEmpty() ? UNTAGGED : TAGGED).in(bucket).on(handle);
        if (!tags.isEmpty()) {
            put.bind("tagMoved", ReviewReason.TAG_MOVED);
        }
        put.bind("path", repository)
                .bind("now", database.now())
                .bindTags("tags", tags)
                .bind("putUntagged", ReviewReason.PUT_UNTAGGED)
                .bind("remember", manifest.missing() == MissingReferences.REMEMBER);
        bindReferences(put, manifest);
        bindManifest(put, manifest);
        return put.one(row -> Located.of(row, outcome(row, manifest)));
    }

    private static void bindReferences(Prepared put, NewManifest manifest) throws SQLException {
        List<ManifestReference> references = manifest.references().stream()
                .sorted(Comparator.comparing(ManifestReference::digest))
                .toList();
        List<ManifestReference> children = references.stream()
                .filter(reference -> reference.target() == Target.MANIFEST_OR_BLOB)
                .toList();
        put.bindDigests("digests", digests(references))
                .bindNumbers(
                        "targets", references.stream().map(ManifestPut::code).toList())
                .bindDigests("children", digests(children));
    }

    private static List<Digest> digests(List<ManifestReference> references) {
        return references.stream().map(ManifestReference::digest).toList();
    }

    private static void bindManifest(Prepared put, NewManifest manifest) throws SQLException {
        Optional<Descriptor> referrer = manifest.referrer();
        put.bind("digest", manifest.manifest().digest())
                .bind("mediaType", manifest.manifest().mediaType().value())
                .bind("payload", bytes(manifest.manifest().content()))
                .bind("subject", manifest.subject().map(DigestBytes::of).orElse(null))
                .bind(
                        "artifactType",
                        referrer.flatMap(Descriptor::artifactType)
                                .map(MediaType::value)
                                .orElse(null))
                .bind(
                        "annotations",
                        referrer.map(Descriptor::annotations)
                                .map(Annotations::format)
                                .orElse(null));
    }

    private static PutOutcome outcome(ResultSet row, NewManifest manifest) throws SQLException {
        Array missing = row.getArray(2);
        if (missing == null || manifest.missing() == MissingReferences.REMEMBER) {
            return new PutOutcome.Stored();
        }
        TreeSet<Digest> digests = new TreeSet<>();
        for (byte[] digest : (byte[][]) missing.getArray()) {
            digests.add(DigestBytes.parse(digest));
        }
        return new PutOutcome.Missing(digests);
    }

    private static short code(ManifestReference reference) {
        return switch (reference.target()) {
            case BLOB -> 0;
            case MANIFEST_OR_BLOB -> 1;
        };
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
