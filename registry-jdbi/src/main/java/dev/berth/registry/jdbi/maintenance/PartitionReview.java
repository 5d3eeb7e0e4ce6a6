package dev.berth.registry.jdbi.maintenance;

import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/**
 * The review of one kind of content in one partition. Three steps, each a statement that sees the results of the
 * previous one and of its waits (docs/decisions/0015): due rows are taken and locked; unreferenced ones are removed,
 * and the content they release is scheduled; the reviews of certainly referenced ones are ended.
 */
interface PartitionReview {

    /** Reviews up to this number, in an open transaction without other work. */
    ReviewBatch review(Handle transaction, int bucket, ReviewCutoffs times, int most) throws SQLException;
}
