package dev.berth.registry.storage.s3;

import dev.berth.registry.spi.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unused tails, deleted in bulk by the caller that adds the last of a batch, so that a push does not pay a call for it.
 * The remains of a killed process are removed with their key, or with {@link AbandonedUploads#removeAbandoned}.
 */
final class TailDeletions {
    private static final Logger LOG = LoggerFactory.getLogger(TailDeletions.class);
    private static final int MANY = 100;

    private final S3Calls calls;
    private final List<String> names = new ArrayList<>();

    TailDeletions(S3Calls calls) {
        this.calls = calls;
    }

    void add(Collection<String> more) {
        List<String> due;
        synchronized (names) {
            names.addAll(more);
            due = names.size() < MANY ? List.of() : List.copyOf(names);
            names.removeAll(due);
        }
        delete(due);
    }

    /** Deletes all collected tails. */
    void clear() {
        List<String> due;
        synchronized (names) {
            due = List.copyOf(names);
            names.clear();
        }
        delete(due);
    }

    private void delete(List<String> due) {
        try {
            calls.deleteAll(due);
        } catch (StoreException e) {
            LOG.warn(
                    "cannot delete {} tails of finished objects; they remain until their objects are deleted",
                    due.size(),
                    e);
        }
    }
}
