package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The review of one kind of thing in one partition. Three steps, each a statement that sees what the one before it
 * waited for or did (docs/decisions/0015): what is due is taken and locked; what nothing holds is removed, and what it
 * lets go of is marked; the reviews of what is surely held are ended.
 */
interface PartitionReview {

    /** Reviews at most so many, in an open transaction that belongs to this alone. */
    ReviewBatch review(Connection transaction, int bucket, ReviewCutoffs times, int most) throws SQLException;
}
