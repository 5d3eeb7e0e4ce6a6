package dev.berth.registry.engine.collection;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DeletionStore;
import java.time.Instant;
import java.util.Optional;

/** Objects whose deletion failed too often to be tried any more. */
public final class FailedDeletions {
    private static final int AT_A_TIME = 1_000;

    private FailedDeletions() {}

    /**
     * Schedules an immediate retry of all of them. Continues after the last key: keys set aside anew in between stay
     * so.
     */
    public static void retry(DeletionStore deletions, Instant now) throws StoreException {
        PageRequest next = PageRequest.first(AT_A_TIME);
        while (true) {
            Page<StorageKey> page = deletions.setAside(next);
            deletions.retry(page.items(), now);
            Optional<String> last = page.next(StorageKey::value);
            if (last.isEmpty()) {
                return;
            }
            next = PageRequest.after(last.get(), AT_A_TIME);
        }
    }
}
