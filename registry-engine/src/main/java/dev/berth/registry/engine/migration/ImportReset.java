package dev.berth.registry.engine.migration;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportedNames;
import dev.berth.registry.spi.migration.MigrationStore;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Removes imported content, as if all repositories were deleted at the old registry. Used once. */
final class ImportReset {

    private final MigrationStore store;
    private final Retries retries;

    ImportReset(MigrationStore store, Retries retries) {
        this.store = store;
        this.retries = retries;
    }

    /**
     * The record of imports is removed last: until then a repetition finds the remaining work.
     *
     * @return the number of tags, manifests and links affected
     */
    int run() throws StoreException {
        LongAdder removed = new LongAdder();
        Batches.forEachPage(page -> retries.call(() -> store.progress().sources(page)), source -> source, sources -> {
            for (String source : sources) {
                removed.add(reset(source));
            }
        });
        retries.call(() -> {
            store.runs().forget();
            return store;
        });
        return removed.intValue();
    }

    private int reset(String source) throws StoreException {
        Optional<RepositoryName> name = RepositoryName.parse(source);
        int removed = name.isEmpty() ? 0 : retries.call(() -> store.content().retain(name.get(), ImportedNames.NONE));
        return retries.call(() -> {
            store.progress().conclude(source, Fingerprints.NONE);
            return removed;
        });
    }
}
