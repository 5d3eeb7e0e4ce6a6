package dev.berth.registry.jdbi.events;

import dev.berth.registry.model.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The assignment of events to lanes. All nodes, of any version, must compute the same lane: neither the sum nor the
 * number changes, and statements contain 0 to 15 literally. Events set aside are in lane 16 + n.
 */
public final class EventLanes {
    public static final int COUNT = 16;

    private EventLanes() {}

    public static int of(RepositoryName repository) {
        CRC32 sum = new CRC32();
        sum.update(repository.value().getBytes(StandardCharsets.US_ASCII));
        return (int) (sum.getValue() % COUNT);
    }
}
