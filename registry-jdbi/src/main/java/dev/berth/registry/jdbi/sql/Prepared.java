package dev.berth.registry.jdbi.sql;

import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A statement that is being given its parameters. For one thread, and to be run once. */
public final class Prepared {
    private final PreparedStatement statement;
    private final Map<String, int[]> positions;

    Prepared(PreparedStatement statement, Map<String, int[]> positions) {
        this.statement = statement;
        this.positions = positions;
    }

    /** Reads an answer from rows; the cursor is before the first row, or on it, as the caller documents. */
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    public Prepared bind(String name, @Nullable String value) throws SQLException {
        for (int position : places(name)) {
            statement.setString(position, value);
        }
        return this;
    }

    public Prepared bind(String name, byte @Nullable [] value) throws SQLException {
        for (int position : places(name)) {
            statement.setBytes(position, value);
        }
        return this;
    }

    public Prepared bind(String name, long value) throws SQLException {
        for (int position : places(name)) {
            statement.setLong(position, value);
        }
        return this;
    }

    public Prepared bind(String name, boolean value) throws SQLException {
        for (int position : places(name)) {
            statement.setBoolean(position, value);
        }
        return this;
    }

    public Prepared bind(String name, Digest value) throws SQLException {
        return bind(name, DigestBytes.of(value));
    }

    public Prepared bind(String name, RepositoryName value) throws SQLException {
        return bind(name, value.value());
    }

    public Prepared bind(String name, Tag value) throws SQLException {
        return bind(name, value.value());
    }

    public Prepared bind(String name, StorageKey value) throws SQLException {
        return bind(name, value.value());
    }

    public Prepared bind(String name, ReviewReason value) throws SQLException {
        return bind(name, ReasonCodes.of(value));
    }

    public Prepared bind(String name, UploadId value) throws SQLException {
        return bindObject(name, UUID.fromString(value.value()));
    }

    public Prepared bind(String name, Instant value) throws SQLException {
        return bindObject(name, value.atOffset(ZoneOffset.UTC));
    }

    /** Elements may be null. */
    public Prepared bindBytes(String name, List<? extends byte @Nullable []> values) throws SQLException {
        return bindObject(name, statement.getConnection().createArrayOf("bytea", values.toArray(byte[][]::new)));
    }

    public Prepared bindDigests(String name, List<Digest> values) throws SQLException {
        byte[][] digests = values.stream().map(DigestBytes::of).toArray(byte[][]::new);
        return bindObject(name, statement.getConnection().createArrayOf("bytea", digests));
    }

    public Prepared bindTags(String name, List<Tag> values) throws SQLException {
        return bindTexts(name, values.stream().map(Tag::value).toList());
    }

    public Prepared bindTexts(String name, List<? extends @Nullable String> values) throws SQLException {
        return bindObject(name, statement.getConnection().createArrayOf("text", values.toArray(String[]::new)));
    }

    public Prepared bindNumbers(String name, List<Short> values) throws SQLException {
        return bindObject(name, statement.getConnection().createArrayOf("int2", values.toArray(Short[]::new)));
    }

    public Prepared bindIds(String name, List<? extends @Nullable Long> values) throws SQLException {
        return bindObject(name, statement.getConnection().createArrayOf("int8", values.toArray(Long[]::new)));
    }

    public Prepared bindTimes(String name, List<Instant> values) throws SQLException {
        String[] times = values.stream().map(Instant::toString).toArray(String[]::new);
        return bindObject(name, statement.getConnection().createArrayOf("timestamptz", times));
    }

    public Prepared bindKeys(String name, Collection<StorageKey> values) throws SQLException {
        return bindTexts(name, values.stream().map(StorageKey::value).toList());
    }

    /** The one row of the answer; of several statements that answer, the last one's. */
    public <T> T one(Reader<T> reader) throws SQLException {
        return rows(rows -> {
            rows.next();
            return reader.read(rows);
        });
    }

    /** All rows of the answer. */
    public <T> T rows(Reader<T> reader) throws SQLException {
        try (PreparedStatement running = statement) {
            SocketDeadline.tighten(running.getConnection());
            running.execute();
            try (ResultSet rows = lastResult(running)) {
                return reader.read(rows);
            }
        }
    }

    /** The result of each row of the answer. */
    public <T> List<T> list(Reader<T> reader) throws SQLException {
        return rows(rows -> {
            List<T> items = new ArrayList<>();
            while (rows.next()) {
                items.add(reader.read(rows));
            }
            return items;
        });
    }

    /** The number of rows that were changed. */
    public int update() throws SQLException {
        try (PreparedStatement running = statement) {
            SocketDeadline.tighten(running.getConnection());
            return running.executeUpdate();
        }
    }

    private Prepared bindObject(String name, Object value) throws SQLException {
        for (int position : places(name)) {
            statement.setObject(position, value);
        }
        return this;
    }

    private int[] places(String name) {
        int[] places = positions.get(name);
        if (places == null) {
            throw new IllegalArgumentException("no such parameter: " + name);
        }
        return places;
    }

    /** Between rows there may be counts of changed rows, as long as there are more results of any kind. */
    static ResultSet lastResult(Statement executed) throws SQLException {
        ResultSet result = executed.getResultSet();
        while (executed.getMoreResults(Statement.KEEP_CURRENT_RESULT) || executed.getUpdateCount() != -1) {
            ResultSet next = executed.getResultSet();
            result = next == null ? result : next;
        }
        return result;
    }
}
