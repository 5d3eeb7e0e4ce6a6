package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.events.EventStatement;
import dev.berth.registry.jdbi.events.OutboxInsert;
import dev.berth.registry.jdbi.sql.Prepared;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements that put a manifest: which one depends on its children and tags. */
final class PutStatements {
    /** The target of a child that declares the type of a manifest; it is stored like that of any child. */
    static final short MANIFEST_ONLY = 3;

    private PutStatements() {}

    /**
     * The locks FOR KEY SHARE on links and children keep them until the references that protect them are committed; a
     * reference whose target is being deleted waits and then is missing. Tags come before the manifest, so that pushes
     * to one tag queue up at the tag and hold nothing that another of them needs. Few queries and parameters: to begin
     * and end them costs PostgreSQL more than the rows do (docs/decisions/0500).
     */
    private static final String PUT = """
        WITH home AS (
            SELECT id, bucket FROM repositories WHERE path = :path FOR KEY SHARE
        ), links AS (
            SELECT l.digest, l.size FROM blob_links_{b} l JOIN home h ON l.repository = h.id AND h.bucket = {b}
            WHERE l.digest = ANY (:digests) ORDER BY l.digest FOR KEY SHARE OF l
        ){children}, refused AS MATERIALIZED ({refused}
        ), accepted AS MATERIALIZED (
            SELECT id, nextval('manifest_ids') AS fresh, CAST(:digest AS bytea) AS digest, CAST(:now AS timestamptz) AS now,
                CAST(:kind AS text) AS kind
            FROM home WHERE bucket = {b} AND NOT EXISTS (SELECT FROM refused WHERE wrong OR NOT :remember)
        ){tagged}, stored AS (
            INSERT INTO manifests_{b} AS m
                (id, repository, digest, bucket, media_type, payload, subject, artifact_type, annotations,
                 config, config_type, kind, labels, created, touched, pushes, pushed,
                 review_since, review_reason)
            SELECT a.fresh, a.id, a.digest, {b}, :mediaType, :payload, :subject, :artifactType,
                   CAST(:annotations AS json), :config, :configType, a.kind, CAST(:labels AS uuid[]), a.now, a.now, 1, a.now,
                   {review}, :putUntagged
            FROM accepted a{tagged before}
            ON CONFLICT (repository, digest, bucket) DO UPDATE SET
                touched = GREATEST(m.touched, excluded.touched), pushes = m.pushes + 1,
                pushed = GREATEST(m.pushed, excluded.pushed),
                review_since = CASE WHEN m.review_since IS NOT NULL AND excluded.review_since IS NOT NULL
                    THEN GREATEST(m.review_since, excluded.review_since) END
            RETURNING m.id, m.repository
        ), referenced AS (
            INSERT INTO manifest_references_{b} (repository, digest, manifest, target, bucket)
            SELECT s.repository, w.digest, s.id, {target}, {b}
            FROM stored s JOIN accepted a ON a.fresh = s.id, unnest(:digests, :targets) AS w (digest, target)
        ){events}
        SELECT h.bucket AS home, r.digest, r.missing, r.wrong, r.size, r.media_type{tags set}
        FROM home h LEFT JOIN refused r ON true
        """;

    /** With the record for the size of the repository (docs/decisions/0110) of tags that name another manifest now. */
    private static final String TAGGED = """
        , tagged AS (
            INSERT INTO tags_{b} AS t (repository, name, digest, bucket, created, updated, kind, pushes)
            SELECT a.id, n.name, a.digest, {b}, a.now, a.now, a.kind, 1
            FROM accepted a, unnest(:tags) AS n (name) ORDER BY n.name
            ON CONFLICT (repository, name, bucket) DO UPDATE SET
                previous = t.digest, digest = excluded.digest, updated = excluded.updated,
                kind = excluded.kind, pushes = t.pushes + 1{unless taken}
            RETURNING t.repository, t.name, t.digest, t.previous
        ), changes AS (
            INSERT INTO tag_changes (repository, digest, change, previous)
            SELECT repository, digest, 1, previous FROM tagged WHERE previous IS DISTINCT FROM digest
        )\
        """;

    private static final String TAGGED_BEFORE = ", (SELECT count(*) FROM tagged) AS tagged_before";

    private static final String CHILDREN = """
        , children AS (
            SELECT m.digest, octet_length(m.payload) AS size, m.media_type
            FROM manifests_{b} m JOIN home h ON m.repository = h.id AND h.bucket = {b}
            WHERE m.digest = ANY (:children) ORDER BY m.digest FOR KEY SHARE OF m
        )\
        """;

    private static final String TARGET = "CASE w.target WHEN " + MANIFEST_ONLY + " THEN 1 ELSE w.target END";

    /** References to content that is missing, or is stored with another size or type than they declare. */
    private static final String REFUSED = """

        SELECT w.digest, l.digest IS NULL AS missing, w.size <> l.size AS wrong, l.size, CAST(NULL AS text) AS media_type
        FROM unnest(:digests, :sizes) AS w (digest, size) LEFT JOIN links l ON l.digest = w.digest
        WHERE l.digest IS NULL OR w.size <> l.size\
        """;

    private static final String REFUSED_OF_INDEX = """

        SELECT * FROM (
            SELECT w.digest, c.digest IS NULL AND (l.digest IS NULL OR w.target = {manifest only}) AS missing,
                w.size <> coalesce(c.size, l.size) OR w.media_type <> c.media_type AS wrong,
                coalesce(c.size, l.size) AS size, c.media_type
            FROM unnest(:digests, :targets, :sizes, :types) AS w (digest, target, size, media_type)
            LEFT JOIN links l ON l.digest = w.digest LEFT JOIN children c ON c.digest = w.digest) AS needed
        WHERE missing OR wrong\
        """;

    /** Decided where the tag is locked: of two that set it first at the same time one finds the other's. */
    private static final String UNLESS_TAKEN =
            "\n                WHERE t.name <> ALL (:immutable) OR t.digest = excluded.digest";

    private static final String TAGS_SET = ", (SELECT array_agg(name) FROM tagged) AS tags_set";

    /**
     * The previous targets of the tags. A separate statement, since another transaction may have put and tagged them
     * while the first one waited for the tag, and that one would not see them. Written so that tags are found by their
     * whole key in every plan (docs/decisions/0410), never by the digest, which thousands of tags may share.
     */
    private static final String REVIEW_PREVIOUS = """
        WITH moved AS MATERIALIZED (
            SELECT t.repository, t.previous FROM repositories r, unnest(:tags) AS n (name), LATERAL (
                SELECT x.repository, x.digest, x.previous, x.updated FROM tags_{b} x
                WHERE x.repository = r.id AND x.name = n.name AND x.bucket = {b} OFFSET 0) t
            WHERE r.path = :path AND t.updated = :now AND t.digest = :digest AND t.previous <> :digest
        )
        UPDATE manifests_{b} m SET review_since = :now, review_reason = :tagMoved
        FROM moved WHERE m.repository = moved.repository AND m.digest = moved.previous
        """;

    /** The parts of a put that exist only on demand; most manifests are images with a mutable tag. */
    private record Kind(boolean isIndex, boolean isTagged, boolean hasImmutableTags) {

        EventStatement statement() {
            Template put = Template.of(isTagged ? PUT + ";\n" + REVIEW_PREVIOUS : PUT)
                    .with("children", isIndex ? CHILDREN : "")
                    .with("refused", isIndex ? REFUSED_OF_INDEX : REFUSED)
                    .with("tagged", isTagged ? TAGGED : "")
                    .with("tagged before", isTagged ? TAGGED_BEFORE : "")
                    .with("review", isTagged ? "NULL" : "a.now")
                    .with("target", isIndex ? TARGET : "w.target")
                    .with("tags set", hasImmutableTags ? TAGS_SET : "");
            if (isTagged) {
                put = put.with("unless taken", hasImmutableTags ? UNLESS_TAKEN : "");
            }
            if (isIndex) {
                put = put.with("manifest only", Short.toString(MANIFEST_ONLY));
            }
            return EventStatement.of(put, "stored");
        }

        /** Only a tag can be immutable. */
        static List<Kind> every() {
            return Stream.of(true, false)
                    .flatMap(index -> Stream.of(
                            new Kind(index, false, false), new Kind(index, true, false), new Kind(index, true, true)))
                    .toList();
        }
    }

    private static final Map<Kind, EventStatement> STATEMENTS =
            Kind.every().stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Kind::statement));

    /**
     * The statement for a manifest with these children and tags, bound to them.
     *
     * @param immutable the immutable tags; with any, the put has to be undone unless all tags were set
     */
    static Prepared on(
            Connection connection,
            int bucket,
            OutboxInsert outboxInsert,
            List<Digest> children,
            List<Tag> tags,
            List<Tag> immutable)
            throws SQLException {
        Kind kind = new Kind(!children.isEmpty(), !tags.isEmpty(), !immutable.isEmpty());
        Prepared put = Objects.requireNonNull(STATEMENTS.get(kind)).on(connection, bucket, outboxInsert);
        if (kind.isIndex()) {
            put.bindDigests("children", children);
        }
        if (kind.isTagged()) {
            put.bindTags("tags", tags).bind("tagMoved", ReviewReason.TAG_MOVED);
        }
        return kind.hasImmutableTags() ? put.bindTags("immutable", immutable) : put;
    }
}
