package dev.berth.registry.engine.audit;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.maintenance.Owner;
import dev.berth.registry.spi.maintenance.OwnerStore;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
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
    private final BlobStore storage;
    private final RandomGenerator random;

    private StorageOwner(OwnerStore database, BlobStore storage, RandomGenerator random) {
        this.database = Objects.requireNonNull(database, "database");
        this.storage = Objects.requireNonNull(storage, "storage");
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
        Optional<String> marker = marker();
        require(Optional.of(owner), marker);
        if (marker.isEmpty()) {
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
        require(database.find(), marker());
    }

    /** Makes the database the owner in place of another one: after a restore, or a move to other storage. */
    public void adopt() throws StoreException {
        String id = newId();
        database.replace(id);
        StoreException failure = storage.delete(List.of(MARKER)).get(MARKER);
        if (failure != null) {
            throw failure;
        }
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

    private Optional<String> marker() throws StoreException {
        OptionalLong size = storage.size(MARKER);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        int length = (int) Math.min(size.getAsLong(), LONGEST);
        try (BlobContent content = storage.open(MARKER, ByteRange.whole(length))) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && content.channel().read(bytes) >= 0) {
                // A channel may answer less than was asked for.
            }
            return Optional.of(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new StoreException(Kind.TRANSIENT, "cannot read object " + MARKER, e);
        }
    }

    /**
     * Another node may be writing it at this moment, or one that stopped on the way may have left an unfinished object:
     * that is removed after a while.
     */
    private void write(String id) throws StoreException {
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(id);
                return;
            } catch (StoreException e) {
                Optional<String> found = marker();
                if (found.equals(Optional.of(id))) {
                    return;
                }
                if (found.isPresent() || e.kind() != Kind.PERMANENT || attempt == ATTEMPTS || !pause()) {
                    throw e;
                }
            }
            if (attempt >= PATIENT_ATTEMPTS && marker().isEmpty()) {
                storage.delete(List.of(MARKER));
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

    private void attempt(String id) throws StoreException {
        try (BlobWriter writer = storage.writer(MARKER)) {
            writer.write(ByteBuffer.wrap(id.getBytes(StandardCharsets.UTF_8)));
            writer.commit();
        }
    }
}
