package dev.berth.registry.engine.migration;

import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Clock;
import java.time.Instant;

/** The objects shared by the parts of a run. Safe for use by several threads. */
record ImportTools(
        ClassicReader reader,
        MigrationStore store,
        Retries retries,
        BlobLookup blobs,
        Payloads payloads,
        RunResults results,
        KindTable kinds,
        Clock clock) {

    Instant now() {
        return clock.instant();
    }
}
