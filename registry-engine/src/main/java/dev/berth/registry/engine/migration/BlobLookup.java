package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ImportedBlob;
import dev.berth.registry.spi.migration.MigrationStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds blobs, in the database first and then in storage: they may be newer than the listing. */
final class BlobLookup {
    private final ClassicReader reader;
    private final MigrationStore store;
    private final Retries retries;

    BlobLookup(ClassicReader reader, MigrationStore store, Retries retries) {
        this.reader = reader;
        this.store = store;
        this.retries = retries;
    }

    /** The digests with content in storage; one known to storage only becomes a blob. */
    Map<Digest, AuditedBlob> find(Collection<Digest> digests) throws StoreException {
        Map<Digest, AuditedBlob> found = new HashMap<>();
        Batches.forEach(List.copyOf(digests), batch -> {
            found.putAll(retries.call(() -> store.content().find(batch)));
            return found;
        });
        List<ImportedBlob> unknown = new ArrayList<>();
        for (Digest digest : digests) {
            if (!found.containsKey(digest)) {
                reader.object(ClassicLayout.blob(digest))
                        .ifPresent(object ->
                                unknown.add(new ImportedBlob(digest, object.size(), object.key(), object.modified())));
            }
        }
        add(unknown);
        unknown.forEach(blob -> found.put(blob.digest(), new AuditedBlob(blob.digest(), blob.size(), blob.key())));
        return found;
    }

    Optional<AuditedBlob> find(Digest digest) throws StoreException {
        return Optional.ofNullable(find(List.of(digest)).get(digest));
    }

    private void add(List<ImportedBlob> blobs) throws StoreException {
        Batches.forEach(blobs, batch -> retries.call(() -> store.content().addBlobs(batch)));
    }
}
