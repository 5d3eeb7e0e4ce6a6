package dev.berth.registry.engine.migration;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.List;
import java.util.Map;

/** Removes the metadata files of the old registry. Used once. */
final class ClassicRemoval {

    private final BlobStore storage;
    private final Retries retries;
    private final RunResults results;
    private final RunJournal journal;

    ClassicRemoval(BlobStore storage, Retries retries, RunResults results, RunJournal journal) {
        this.storage = storage;
        this.retries = retries;
        this.results = results;
        this.journal = journal;
    }

    void run(boolean dryRun) throws StoreException {
        Batches.forEachPage(
                page -> retries.call(() -> storage.list(ClassicLayout.REPOSITORIES, page)),
                object -> object.key().value(),
                objects -> remove(objects, dryRun));
        journal.end();
    }

    private void remove(List<StoredObject> objects, boolean dryRun) throws StoreException {
        List<StorageKey> keys = objects.stream().map(StoredObject::key).toList();
        if (!dryRun && !keys.isEmpty()) {
            retries.call(() -> delete(keys));
        }
        results.removed.add(keys.size());
        journal.progress();
    }

    private Map<StorageKey, StoreException> delete(List<StorageKey> keys) throws StoreException {
        Map<StorageKey, StoreException> failures = storage.delete(keys);
        if (!failures.isEmpty()) {
            throw failures.values().iterator().next();
        }
        return failures;
    }
}
