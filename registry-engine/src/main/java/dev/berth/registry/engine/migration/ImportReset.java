package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportedNames;
import dev.berth.registry.spi.migration.MigrationStore;
import java.util.Optional;

/** Removes imported content, as if all repositories were deleted at the old registry. Used once. */
final class ImportReset {
    private static final int SOURCES_AT_A_TIME = 1_000;

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
        int removed = 0;
        String last = "";
        boolean more = true;
        while (more) {
            PageRequest request = PageRequest.after(last, SOURCES_AT_A_TIME);
            Page<String> page = retries.call(() -> store.progress().sources(request));
            for (String source : page.items()) {
                last = source;
                removed += reset(source);
            }
            more = page.more();
        }
        retries.call(() -> {
            store.runs().forget();
            return store;
        });
        return removed;
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
