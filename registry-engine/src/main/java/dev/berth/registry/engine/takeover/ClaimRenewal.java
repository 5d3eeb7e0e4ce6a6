package dev.berth.registry.engine.takeover;

import dev.berth.registry.engine.background.BackgroundTask;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;

/** Renews the claims of this node while its imports run. */
record ClaimRenewal(RepositoryImports imports, Duration interval) implements BackgroundTask {

    @Override
    public String name() {
        return "takeover-claims";
    }

    @Override
    public Duration step() throws StoreException {
        imports.renew();
        return interval;
    }
}
