package dev.berth.registry.engine.audit;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.maintenance.Owner;
import dev.berth.registry.spi.maintenance.OwnerStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The relation between a database and its storage: both have the same random identity, so that no server, collector,
 * import or check works on the storage of another registry. Any number of nodes may claim a storage at once, for they
 * share the identity of their database. Borrows its stores.
 */
public final class StorageOwner {
    /** The object that has the identity. */
    public static final StorageKey MARKER = new StorageKey("berth/owner");

    private static final int LONGEST = 200;
    private static final int ATTEMPTS = 30;
    private static final int PATIENT_ATTEMPTS = 5;
    private static final long SHORTEST_PAUSE = 10;
    private static final long LONGEST_PAUSE = 100;
    private static final HexFormat HEX = HexFormat.of();

    private final OwnerStore database;
    private final SmallObject marker;
    private final RandomGenerator random;

    private StorageOwner(OwnerStore database, BlobStore storage, RandomGenerator random) {
        this.database = Objects.requireNonNull(database, "database");
        this.marker = new SmallObject(Objects.requireNonNull(storage, "storage"), MARKER, LONGEST);
        this.random = Objects.requireNonNull(random, "random");
    }

    /** The relation of these two; new identities are of this source. */
    public static StorageOwner over(OwnerStore database, BlobStore storage, RandomGenerator random) {
        return new StorageOwner(database, storage, random);
    }

    /**
     * Makes the database the owner of a storage without a marker, at their first use.
     *
     * @throws StoreException PERMANENT when storage or database belong to another one
     */
    public void claim() throws StoreException {
        Owner owner = database.propose(newId());
        Optional<String> found = found();
        require(Optional.of(owner), found);
        if (found.isEmpty()) {
            write(owner.id());
        }
        if (!owner.marked()) {
            database.confirm(owner.id());
        }
    }

    /**
     * Checks that they belong to each other, or to no other; changes nothing.
     *
     * @throws StoreException PERMANENT when storage or database belong to another one
     */
    public void require() throws StoreException {
        require(database.find(), found());
    }

    /** Makes the database the owner in place of another one: after a restore, or a move to other storage. */
    public void adopt() throws StoreException {
        String id = newId();
        database.replace(id);
        marker.delete();
        write(id);
        database.confirm(id);
    }

    private String newId() {
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }

    private static void require(Optional<Owner> owner, Optional<String> marker) throws StoreException {
        if (marker.isPresent() && !marker.equals(owner.map(Owner::id))) {
            throw refusal("storage belongs to another database (its object " + MARKER + " does not have the identity of"
                    + " this one)");
        }
        if (marker.isEmpty() && owner.filter(Owner::marked).isPresent()) {
            throw refusal("this database belongs to another storage (object " + MARKER + " is missing)");
        }
    }

    private static StoreException refusal(String found) {
        return new StoreException(
                Kind.PERMANENT,
                found + ": check database, bucket and root directory in the configuration; after a restore or a move,"
                        + " run `registry storage adopt`",
                null);
    }

    /** The identity that the storage has. */
    private Optional<String> found() throws StoreException {
        return marker.text().map(String::strip);
    }

    /**
     * Another node may be writing it at this moment, or one that stopped on the way may have left an unfinished object:
     * that is removed after a while.
     */
    private void write(String id) throws StoreException {
        for (int attempt = 1; ; attempt++) {
            try {
                marker.write(id);
                return;
            } catch (StoreException e) {
                Optional<String> found = found();
                if (found.equals(Optional.of(id))) {
                    return;
                }
                if (found.isPresent() || e.kind() != Kind.PERMANENT || attempt == ATTEMPTS || !pause()) {
                    throw e;
                }
            }
            if (attempt >= PATIENT_ATTEMPTS && !marker.isThere()) {
                marker.storage().delete(List.of(MARKER));
            }
        }
    }

    /** False when the thread was interrupted. */
    private boolean pause() {
        try {
            Thread.sleep(random.nextLong(SHORTEST_PAUSE, LONGEST_PAUSE));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
