package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.RenameOutcome;
import dev.berth.registry.spi.metadata.RepositoryStore;
import dev.berth.registry.spi.metadata.StoredUpload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Renames of repositories, and the leases on their names. Used under the write lock only. */
final class Renames {
    private static final int LONGEST_NAME = 255;

    private final MemoryTables tables;
    private final List<Lease> leases = new ArrayList<>();

    /** A rename that its holder may make, or one that was made. */
    private record Lease(Rename rename, Instant until, boolean isDone) {}

    Renames(MemoryTables tables) {
        this.tables = tables;
    }

    /** True when the name was given up lately, so that no repository is created there. */
    boolean isQuiet(RepositoryName name) {
        Instant now = tables.now();
        return leases.stream()
                .anyMatch(lease -> lease.isDone()
                        && lease.until().isAfter(now)
                        && Rename.isAtOrBelow(name, lease.rename().from()));
    }

    /** The new name of a repository that was renamed lately. */
    Optional<RepositoryName> renamed(RepositoryName name) {
        return leases.stream()
                .filter(lease -> lease.isDone()
                        && Rename.isAtOrBelow(name, lease.rename().from()))
                .max(Comparator.comparing(Lease::until))
                .map(lease -> new RepositoryName(lease.rename().renamed(name)));
    }

    RenameOutcome lease(Rename rename, Instant until) {
        RenameOutcome outcome = check(rename);
        if (outcome == RenameOutcome.DONE) {
            leases.removeIf(lease -> lease.rename().equals(rename));
            leases.add(new Lease(rename, until, false));
        }
        return outcome;
    }

    RenameOutcome rename(Rename rename, Instant quiet, List<NewEvent> events) {
        RenameOutcome outcome = check(rename);
        if (outcome == RenameOutcome.DONE) {
            for (RepositoryRows rows : below(rename.from())) {
                RepositoryName name = new RepositoryName(rename.renamed(rows.name));
                tables.repositories.remove(rows.name.value());
                tables.repositories.put(name.value(), rows.under(name));
            }
            tables.sessions.all().forEach(session -> rename(rename, session));
            leases.removeIf(lease -> lease.rename().equals(rename)
                    || (lease.isDone()
                            && Rename.isAtOrBelow(rename.to(), lease.rename().from())));
            leases.add(new Lease(rename, quiet, true));
            tables.report(rename.to(), events);
        }
        return outcome;
    }

    private void rename(Rename rename, StoredUpload session) {
        NewUpload upload = session.upload();
        if (Rename.isAtOrBelow(upload.repository(), rename.from())) {
            NewUpload renamed = new NewUpload(
                    new RepositoryName(rename.renamed(upload.repository())),
                    upload.id(),
                    upload.key(),
                    upload.algorithm(),
                    upload.expires());
            tables.sessions.put(new StoredUpload(renamed, session.version(), session.state()));
        }
    }

    private RenameOutcome check(Rename rename) {
        Instant now = tables.now();
        leases.removeIf(lease -> !lease.until().isAfter(now));
        List<RepositoryRows> renamed = below(rename.from());
        if (renamed.isEmpty()) {
            return RenameOutcome.UNKNOWN;
        }
        Optional<RepositoryRows> longName = renamed.stream()
                .filter(rows -> rename.renamed(rows.name).length() > LONGEST_NAME)
                .findFirst();
        if (renamed.size() > RepositoryStore.MOST_RENAMED || longName.isPresent()) {
            return RenameOutcome.TOO_MANY;
        }
        boolean isTaken = !below(rename.to()).isEmpty() || leases.stream().anyMatch(lease -> excludes(lease, rename));
        return isTaken ? RenameOutcome.TAKEN : RenameOutcome.DONE;
    }

    private static boolean excludes(Lease lease, Rename rename) {
        return !lease.isDone()
                && !lease.rename().equals(rename)
                && (overlap(lease.rename().to(), rename.to())
                        || overlap(lease.rename().from(), rename.from()));
    }

    private static boolean overlap(RepositoryName one, RepositoryName other) {
        return Rename.isAtOrBelow(one, other) || Rename.isAtOrBelow(other, one);
    }

    private List<RepositoryRows> below(RepositoryName path) {
        return tables.repositories.all().stream()
                .filter(rows -> Rename.isAtOrBelow(rows.name, path))
                .toList();
    }
}
