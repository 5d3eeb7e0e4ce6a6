package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Prepared;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The due rows.
 *
 * @param count number of due rows, up to the requested limit
 * @param taken the rows locked by this transaction; rows locked by another one may be replaced by later ones
 */
record CandidateBatch<T>(int count, List<T> taken) {

    /** Reads rows that have the count first, and a digest that is null when nothing was taken. */
    static <T> CandidateBatch<T> read(ResultSet rows, Prepared.Reader<T> reader) throws SQLException {
        int count = 0;
        List<T> taken = new ArrayList<>();
        while (rows.next()) {
            count = rows.getInt(1);
            if (rows.getBytes("digest") != null) {
                taken.add(reader.read(rows));
            }
        }
        return new CandidateBatch<>(count, taken);
    }

    /** The resulting batch with these numbers of removed and kept rows: all others are left. */
    ReviewBatch batch(int removed, int kept, long bytes) {
        return new ReviewBatch(removed, kept, Math.max(count, taken.size()) - removed - kept, bytes);
    }
}
