package dev.berth.registry.engine.migration;

import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportFinding;
import java.util.List;
import java.util.Map;

/** The claim of a dry run: it excludes no other run and records nothing. */
record DryRunClaim() implements ImportClaim {
    @Override
    public long run() {
        return 0;
    }

    @Override
    public void record(List<ImportFinding> findings) {
        // shown to the caller only
    }

    @Override
    public void note(Map<String, Long> counts, boolean ended) {
        // shown to the caller only
    }

    @Override
    public void close() {
        // nothing is held
    }
}
