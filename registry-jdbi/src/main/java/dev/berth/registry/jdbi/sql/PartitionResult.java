package dev.berth.registry.jdbi.sql;

import dev.berth.registry.model.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Query;

/**
 * The answer of a statement that was sent to one partition.
 *
 * @param home the partition the repository really is in; empty when there is no such repository
 * @param value right only if that is the partition that was asked
 */
public record PartitionResult<T>(OptionalInt home, T value) {

    /** Reads an item from a row; empty when the row describes the repository only. */
    public interface ItemReader<T> {
        Optional<T> read(ResultSet row) throws SQLException;
    }

    /** Reads the home from the first column. */
    public static <T> PartitionResult<T> of(ResultSet row, T value) throws SQLException {
        int bucket = row.getInt(1);
        return new PartitionResult<>(row.wasNull() ? OptionalInt.empty() : OptionalInt.of(bucket), value);
    }

    /** Reads all rows, of which each has the home in its first column. */
    public static <T> PartitionResult<List<T>> all(Query query, ItemReader<T> reader) {
        return query.reduceResultSet(nowhere(new ArrayList<>()), (answer, row, context) -> {
            reader.read(row).ifPresent(answer.value()::add);
            return answer.home().isPresent() ? answer : of(row, answer.value());
        });
    }

    /**
     * The page of items that were fetched with a limit of one more than the page may hold; empty when there is no such
     * repository.
     */
    public static <T> PartitionResult<Optional<Page<T>>> page(PartitionResult<List<T>> fetched, int limit) {
        return fetched.map(
                items -> fetched.home().isPresent() ? Optional.of(Page.ofFetched(items, limit)) : Optional.empty());
    }

    public static <T> PartitionResult<T> nowhere(T value) {
        return new PartitionResult<>(OptionalInt.empty(), value);
    }

    public boolean isIn(int bucket) {
        return home.isPresent() && home.getAsInt() == bucket;
    }

    public <R> PartitionResult<R> map(Function<T, R> change) {
        return new PartitionResult<>(home, change.apply(value));
    }
}
