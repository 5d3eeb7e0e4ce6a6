package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ImportedBlob;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds blobs, in the database first and then in storage: they may be newer than the listing. */
final class BlobLookup {
    private final ClassicReader reader;
    private final MigrationStore store;
    private final Retries retries;
    private final Clock clock;

    BlobLookup(ClassicReader reader, MigrationStore store, Retries retries, Clock clock) {
        this.reader = reader;
        this.store = store;
        this.retries = retries;
        this.clock = clock;
    }

    /** The digests with content in storage; one known to storage only becomes a blob. */
    Map<Digest, AuditedBlob> find(Collection<Digest> digests) throws StoreException {
        Map<Digest, AuditedBlob> found = new HashMap<>();
        Batches.forEach(List.copyOf(digests), batch -> {
            found.putAll(retries.call(() -> store.content().find(batch)));
            return found;
        });
        for (Digest digest : digests) {
            if (!found.containsKey(digest)) {
                StorageKey key = ClassicLayout.blob(digest);
                OptionalLong size = reader.size(key);
                if (size.isPresent()) {
                    add(new ImportedBlob(digest, size.getAsLong(), key, clock.instant()));
                    found.put(digest, new AuditedBlob(digest, size.getAsLong(), key));
                }
            }
        }
        return found;
    }

    Optional<AuditedBlob> find(Digest digest) throws StoreException {
        return Optional.ofNullable(find(List.of(digest)).get(digest));
    }

    private void add(ImportedBlob blob) throws StoreException {
        retries.call(() -> store.content().addBlobs(List.of(blob)));
    }
}
