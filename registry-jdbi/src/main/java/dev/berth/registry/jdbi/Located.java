package dev.berth.registry.jdbi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;

/**
 * What a statement answered that was sent to one partition.
 *
 * @param home the partition the repository really is in; empty when there is no such repository
 * @param value right only if that is the partition that was asked
 */
record Located<T>(OptionalInt home, T value) {

    /** Reads the home from the first column. */
    static <T> Located<T> of(ResultSet row, T value) throws SQLException {
        int bucket = row.getInt(1);
        return new Located<>(row.wasNull() ? OptionalInt.empty() : OptionalInt.of(bucket), value);
    }

    static <T> Located<T> nowhere(T value) {
        return new Located<>(OptionalInt.empty(), value);
    }

    boolean isIn(int bucket) {
        return home.isPresent() && home.getAsInt() == bucket;
    }
}
