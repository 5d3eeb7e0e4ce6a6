package dev.berth.registry.jdbi.events;

import dev.berth.registry.model.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * In which lane events stand. All nodes, of any version, must find the same one: neither the sum nor the number changes,
 * and statements say from 0 to 15. What was set aside is in lane 16.
 */
public final class EventLanes {
    public static final int COUNT = 16;

    private EventLanes() {}

    static int of(RepositoryName repository) {
        CRC32 sum = new CRC32();
        sum.update(repository.value().getBytes(StandardCharsets.US_ASCII));
        return (int) (sum.getValue() % COUNT);
    }
}
