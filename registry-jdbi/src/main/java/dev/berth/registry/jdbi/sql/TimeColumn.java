package dev.berth.registry.jdbi.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

/** A column of type {@code timestamptz}, which the driver has no {@link Instant} for. */
public final class TimeColumn {
    private TimeColumn() {}

    /** The time in a column that is never null. */
    public static Instant read(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class), "time")
                .toInstant();
    }

    /** The time in a column that may be null. */
    public static Optional<Instant> find(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
