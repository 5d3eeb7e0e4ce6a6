package dev.berth.registry.engine.memory;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** All rows of an in-memory metadata store, and what its roles share. Changed in {@link StoreLock#write} only. */
final class MemoryTables {
    final StoreLock storeLock = new StoreLock();
    final SortedRows<RepositoryRows> repositories = new SortedRows<>();
    final BlobRows blobs = new BlobRows();
    final SessionRows sessions = new SessionRows();
    final Reviews reviews = new Reviews();
    final Deletions deletions = new Deletions();
    final Events events = new Events();
    final ImportTables imports = new ImportTables();
    final Renames renames = new Renames(this);
    private final Clock clock;

    MemoryTables(Clock clock) {
        this.clock = clock;
    }

    /** Now, in microseconds as a database has it: pages by time continue at the position a client has received. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The current time, or the time of the last touch if that is later: a clock may go back. */
    Instant nowOr(Instant touched) {
        Instant now = now();
        return touched.isAfter(now) ? touched : now;
    }

    Optional<RepositoryRows> find(RepositoryName name) {
        return repositories.find(name.value());
    }

    /** Throws when the repository is not there and may not be created now. */
    void requireOpen(RepositoryName name) throws StoreException {
        if (find(name).isEmpty() && renames.isQuiet(name)) {
            throw new StoreException(
                    StoreException.Kind.RENAMED, "cannot create repository " + name + ": it was just renamed", null);
        }
    }

    /** The repository, created if it does not exist. */
    RepositoryRows findOrCreate(RepositoryName name) {
        return find(name).orElseGet(() -> {
            RepositoryRows created = new RepositoryRows(name, this);
            repositories.put(name.value(), created);
            return created;
        });
    }

    /** Records the events of a change of the repository. */
    void report(RepositoryName repository, List<NewEvent> newEvents) {
        events.add(repository, newEvents, now());
    }

    /** The key awaits deletion. */
    void doom(StorageKey key) {
        deletions.queue(key, now());
    }
}
