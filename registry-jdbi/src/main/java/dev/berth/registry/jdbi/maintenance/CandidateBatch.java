package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.jdbi.sql.Prepared;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is due.
 *
 * @param count how many are, up to as many as were asked for
 * @param taken those nobody else had locked; perhaps others for those somebody had
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

    /** The batch it was, when so many were removed and kept: the others are left. */
    ReviewBatch batch(int removed, int kept, long bytes) {
        return new ReviewBatch(removed, kept, Math.max(count, taken.size()) - removed - kept, bytes);
    }
}
