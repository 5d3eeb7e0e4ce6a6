package dev.berth.registry.engine.maintenance;

import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.maintenance.Backups;
import dev.berth.registry.maintenance.DeletionHold;
import dev.berth.registry.spi.maintenance.DeletionHoldStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@link Backups} over the metadata of a registry, which the caller closes. */
public final class BackupEngine implements Backups {
    private final DeletionHoldStore holds;

    private BackupEngine(DeletionHoldStore holds) {
        this.holds = holds;
    }

    /** The backups of a registry. */
    public static Backups of(MetadataStore metadata) {
        return new BackupEngine(metadata.deletionHolds());
    }

    @Override
    public DeletionHold hold(String name, Duration time) {
        requireName(name);
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "expected a time above zero and at most " + LONGEST.toDays() + " days, not " + time);
        }
        return StoreCall.answer(() -> holds.hold(name, time));
    }

    @Override
    public Optional<DeletionHold> release(String name) {
        requireName(name);
        return StoreCall.answer(() -> holds.release(name));
    }

    @Override
    public List<DeletionHold> holds() {
        return StoreCall.answer(holds::list);
    }

    private static void requireName(String name) {
        if (!DeletionHold.isName(name)) {
            throw new IllegalArgumentException("expected 1 to 64 letters, digits, '.', '_' and '-' as the name of a"
                    + " hold, not '" + name + "'");
        }
    }
}
