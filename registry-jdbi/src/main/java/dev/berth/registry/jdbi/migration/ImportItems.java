package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Imported content, by source: it outlives a repository that is deleted through the registry. */
final class ImportItems {
    static final int MANIFEST = 0;
    static final int LINK = 1;
    static final int TAG = 2;

    private static final Sql SOURCE = Sql.of("""
        WITH known AS (
            SELECT id FROM import_sources WHERE path = :path
        ), new_source AS (
            INSERT INTO import_sources (path) SELECT :path WHERE NOT EXISTS (SELECT FROM known)
            ON CONFLICT (path) DO UPDATE SET path = excluded.path RETURNING id
        )
        SELECT id FROM known UNION ALL SELECT id FROM new_source
        """);

    /** The number of a source, which comes to be if need be. */
    long source(Handle handle, RepositoryName repository) {
        return SOURCE.query(handle)
                .bind("path", repository)
                .map((row, context) -> row.getLong(1))
                .one();
    }

    /** Like {@link #source(Handle, RepositoryName)}. */
    long source(Connection connection, RepositoryName repository) throws SQLException {
        return SOURCE.on(connection).bind("path", repository).one(row -> row.getLong(1));
    }

    private static final Sql NAMES = Sql.of("""
        SELECT i.name FROM import_items i WHERE i.kind = :kind
          AND i.source = (SELECT s.id FROM import_sources s WHERE s.path = :path)
        """);

    /** The names of the items of a kind. */
    List<byte[]> names(Handle handle, RepositoryName repository, int kind) {
        return NAMES.query(handle)
                .bind("kind", kind)
                .bind("path", repository)
                .map((row, context) -> row.getBytes(1))
                .list();
    }

    private static final Sql FORGET = Sql.of("""
        DELETE FROM import_items i USING unnest(:names) AS k (name)
        WHERE i.source = :source AND i.kind = :kind AND i.name = k.name
        """);

    void forget(Handle handle, long source, int kind, List<byte[]> names) {
        FORGET.update(handle)
                .bind("source", source)
                .bind("kind", kind)
                .bindArray("names", byte[].class, names)
                .execute();
    }

    static List<byte[]> digests(Collection<Digest> digests) {
        return digests.stream().map(DigestBytes::of).toList();
    }

    static byte[] tag(Tag tag) {
        return tag.value().getBytes(StandardCharsets.US_ASCII);
    }

    static Tag tag(byte[] name) {
        return new Tag(new String(name, StandardCharsets.US_ASCII));
    }
}
