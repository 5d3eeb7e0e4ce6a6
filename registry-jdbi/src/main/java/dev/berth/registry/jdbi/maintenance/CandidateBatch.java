package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * The due rows.
 *
 * @param count number of due rows, up to the requested limit
 * @param taken the rows locked by this transaction; rows locked by another one may be replaced by later ones
 */
record CandidateBatch<T>(int count, List<T> taken) {

    /** Reads rows that have the count first, and a digest that is null when nothing was taken. */
    static <T> CandidateBatch<T> read(Query query, RowMapper<T> candidate) {
        return query.reduceResultSet(new CandidateBatch<>(0, new ArrayList<>()), (batch, row, context) -> {
            if (row.getBytes("digest") != null) {
                batch.taken().add(candidate.map(row, context));
            }
            return new CandidateBatch<>(row.getInt(1), batch.taken());
        });
    }

    /** The resulting batch with these numbers of removed and kept rows: all others are left. */
    ReviewBatch batch(int removed, int kept, long bytes) {
        return new ReviewBatch(removed, kept, Math.max(count, taken.size()) - removed - kept, bytes);
    }
}
