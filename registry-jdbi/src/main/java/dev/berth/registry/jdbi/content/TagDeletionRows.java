package dev.berth.registry.jdbi.content;

import dev.berth.registry.jdbi.events.EventLanes;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.JoinedNames;
import dev.berth.registry.jdbi.sql.PageStart;
import dev.berth.registry.jdbi.sql.PartitionResult;
import dev.berth.registry.jdbi.sql.PerPartition;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.jdbi.sql.Template;
import dev.berth.registry.jdbi.sql.TimeColumn;
import dev.berth.registry.jdbi.sql.UnusedTags;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SelectedTag;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagPattern;
import dev.berth.registry.model.TagSelection;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.TagRemoval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;

/** Selections of tags and their deletion in one statement. */
final class TagDeletionRows {
    /** Later than every tag. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final Database database;

    TagDeletionRows(Database database) {
        this.database = database;
    }

    private static final String NAMED = "name LIKE :matching AND name NOT LIKE :except";

    /** Reads the named tags only. */
    private static final String LISTED = "name = ANY (:among) AND " + NAMED;

    /** The oldest of the newest tags that are spared: with fewer tags there is none, and nothing is selected. */
    private static final String SPARED = """
        LEFT JOIN LATERAL (
            SELECT GREATEST(created, updated) AS set, name FROM tags_{b}
            WHERE repository = r.id AND :spared > 0 AND {named}
            ORDER BY GREATEST(created, updated) DESC, name COLLATE "POSIX" DESC OFFSET GREATEST(:spared - 1, 0) LIMIT 1) k ON true\
        """;

    private static final String SELECTED = """
        {named} AND GREATEST(created, updated) < :before
        AND (:spared = 0 OR (GREATEST(created, updated), name) < (k.set, k.name))
        AND (NOT :byUse OR {unused})\
        """;

    private static final Template SELECT = Template.of("""
                SELECT r.bucket, t.name, t.digest, t.set
                FROM repositories r {spared} LEFT JOIN LATERAL (
                    SELECT tags_{b}.name, digest, GREATEST(created, updated) AS set FROM tags_{b}
                    WHERE repository = r.id AND tags_{b}.name > :last AND {selected}
                    ORDER BY tags_{b}.name LIMIT :more) t ON true
                WHERE r.path = :path
                ORDER BY t.name
                """)
            .with("selected", SELECTED)
            .with("unused", UnusedTags.condition("tags_{b}"))
            .with("spared", SPARED);

    private static final PerPartition SELECT_ANY = PerPartition.of(SELECT.with("named", NAMED));
    private static final PerPartition SELECT_LISTED = PerPartition.of(SELECT.with("named", LISTED));

    Optional<Page<SelectedTag>> select(RepositoryName repository, TagSelection selection, PageRequest page)
            throws StoreException {
        return database.readIn("select_tags", repository, () -> "select tags of " + repository, (handle, bucket) -> {
            PerPartition statement = selection.among().isPresent() ? SELECT_LISTED : SELECT_ANY;
            PartitionResult<List<SelectedTag>> selected = PartitionResult.all(
                    bind(selection, statement.in(bucket).query(handle))
                            .bind("path", repository)
                            .bind("last", PageStart.text(page))
                            .bind("more", page.limit() + 1L),
                    TagDeletionRows::tag);
            return PartitionResult.page(selected, page.limit());
        });
    }

    /** A repository without selected tags has one row without a tag. */
    private static Optional<SelectedTag> tag(ResultSet row) throws SQLException {
        if (row.getString(2) == null) {
            return Optional.empty();
        }
        return Optional.of(new SelectedTag(
                new Tag(row.getString(2)), DigestBytes.parse(row.getBytes(3)), TimeColumn.read(row, 4)));
    }

    private static final Template COUNT = Template.of("""
                SELECT r.bucket, (SELECT count(*) FROM tags_{b} WHERE repository = r.id AND {selected})
                FROM repositories r {spared} WHERE r.path = :path
                """)
            .with("selected", SELECTED)
            .with("unused", UnusedTags.condition("tags_{b}"))
            .with("spared", SPARED);

    private static final PerPartition COUNT_ANY = PerPartition.of(COUNT.with("named", NAMED));
    private static final PerPartition COUNT_LISTED = PerPartition.of(COUNT.with("named", LISTED));

    long count(RepositoryName repository, TagSelection selection) throws StoreException {
        PerPartition statement = selection.among().isPresent() ? COUNT_LISTED : COUNT_ANY;
        return database.readIn(
                "count_tags",
                repository,
                () -> "count tags of " + repository,
                (handle, bucket) -> bind(selection, statement.in(bucket).query(handle))
                        .bind("path", repository)
                        .map((row, context) -> PartitionResult.of(row, row.getLong(2)))
                        .findFirst()
                        .orElse(PartitionResult.nowhere(0L)));
    }

    private static Query bind(TagSelection selection, Query query) {
        selection.among().ifPresent(tags -> query.bindArray("among", Tag.class, List.copyOf(tags)));
        return query.bind(
                        "matching",
                        selection.matching().map(TagDeletionRows::like).orElse("%"))
                .bind("except", selection.except().map(TagDeletionRows::like).orElse(""))
                .bind("before", before(selection))
                .bind("byUse", selection.unusedSince().isPresent())
                .bind("unused", selection.unusedSince().orElse(NEVER))
                .bind("spared", selection.spared());
    }

    private static Instant before(TagSelection selection) {
        Instant set = selection.setBefore().orElse(NEVER);
        return selection.unusedSince().filter(set::isAfter).orElse(set);
    }

    /** Of the characters of a pattern only the underscore has a meaning in LIKE. */
    private static String like(TagPattern pattern) {
        return pattern.value().replace("_", "\\_").replace('*', '%').replace('?', '_');
    }

    /**
     * Locks the tags first, in the order of their names, then the manifests in the order of their digests: under the
     * locks the second statement sees the latest targets of the tags. Events are recorded last, as everywhere.
     */
    private static final PerPartition DELETE =
            PerPartition.of(Template.of("""
                SELECT 1 FROM tags_{b} t JOIN repositories r ON t.repository = r.id
                WHERE r.path = :path AND t.name = ANY (:names) ORDER BY t.name FOR UPDATE OF t;
                WITH repo AS (
                    SELECT id, bucket FROM repositories WHERE path = :path
                ), gone AS (
                    DELETE FROM tags_{b} t USING repo, unnest(:names, :digests, :times) AS w (name, digest, set)
                    WHERE t.repository = repo.id AND t.name = w.name AND t.digest = w.digest
                      AND GREATEST(t.created, t.updated) = w.set
                    RETURNING t.repository, t.name, t.digest
                ), locked AS (
                    SELECT m.repository, m.digest FROM manifests_{b} m
                    WHERE (m.repository, m.digest) IN (SELECT repository, digest FROM gone)
                    ORDER BY m.digest FOR NO KEY UPDATE
                ), suspects AS (
                    UPDATE manifests_{b} m SET review_since = :now, review_reason = :reason
                    FROM locked l WHERE m.repository = l.repository AND m.digest = l.digest
                ), changes AS (
                    INSERT INTO tag_changes (repository, digest, change)
                    SELECT repository, digest, -count(*)::integer FROM gone GROUP BY repository, digest
                ), {kept}, recorded AS (
                    INSERT INTO events (recipient, lane, since, payload)
                    SELECT n.recipient, :lane, :now, n.payload
                    FROM gone JOIN unnest(:tags, :recipients, :payloads) WITH ORDINALITY
                        AS n (tag, recipient, payload, place) ON n.tag = gone.name
                    ORDER BY n.place
                )
                SELECT (SELECT bucket FROM repo), (SELECT string_agg(name, ' ') FROM gone)
                """).with("kept", DeletedTagRows.record("gone")));

    Set<Tag> delete(RepositoryName repository, List<TagRemoval> removals) throws StoreException {
        return database.writeIn(
                "delete_tags",
                repository,
                () -> "delete " + removals.size() + " tags of " + repository,
                (handle, bucket) -> Sql.last(bind(removals, DELETE.in(bucket).query(handle))
                                .bind("path", repository)
                                .bind("lane", EventLanes.of(repository))
                                .bind("now", database.now())
                                .bind("reason", ReviewReason.TAG_DELETED))
                        .map((row, context) ->
                                PartitionResult.of(row, Set.copyOf(JoinedNames.split(row.getString(2), Tag::new))))
                        .one());
    }

    private static Query bind(List<TagRemoval> removals, Query query) {
        List<Tag> recorded = new ArrayList<>();
        List<NewEvent> events = new ArrayList<>();
        for (TagRemoval removal : removals) {
            for (NewEvent event : removal.events()) {
                recorded.add(removal.selected().tag());
                events.add(event);
            }
        }
        List<SelectedTag> tags = removals.stream().map(TagRemoval::selected).toList();
        return query.bindArray(
                        "names", Tag.class, tags.stream().map(SelectedTag::tag).toList())
                .bindArray(
                        "digests",
                        Digest.class,
                        tags.stream().map(SelectedTag::digest).toList())
                .bindArray(
                        "times",
                        Instant.class,
                        tags.stream().map(SelectedTag::set).toList())
                .bindArray("tags", Tag.class, recorded)
                .bindArray(
                        "recipients",
                        String.class,
                        events.stream().map(NewEvent::recipient).toList())
                .bindArray(
                        "payloads",
                        String.class,
                        events.stream().map(NewEvent::payload).toList());
    }
}
