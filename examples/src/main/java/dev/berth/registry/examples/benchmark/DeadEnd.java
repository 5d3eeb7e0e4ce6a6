package dev.berth.registry.examples.benchmark;

import dev.berth.registry.Registry;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.notification.Notifier;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.EventStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A registry with a subscription whose sink accepts nothing, and this number of waiting events at the start of a round.
 */
record DeadEnd(
        TestBed bed, Notifier notifier, Registry registry, RegistryServer server, ManifestPushers pushers, long keep)
        implements AutoCloseable {
    private static final String RECIPIENT = "refusing";
    private static final int BATCH = 1_000;
    private static final int IMAGES = 400;

    static DeadEnd open(long keep) throws IOException, StoreException {
        TestBed bed = TestBed.open(1);
        Notifier notifier = Notifier.builder()
                .report(Subscription.to(RECIPIENT, DeadEnd::refuse))
                .build(bed.metadata().events())
                .start();
        Registry registry = RegistryEngine.builder().publisher(notifier).build(bed.metadata(), bed.storage());
        ServerConfig settings = ServerConfig.builder().port(0).build();
        RegistryServer server =
                new RegistryServer(registry, new OpenAccess(), ProtocolConfig.defaults(), settings).start();
        return new DeadEnd(bed, notifier, registry, server, new ManifestPushers(), keep);
    }

    /** Pushes until this number waits, also here, with a smaller limit. */
    void fill(long number) throws StoreException, InterruptedException {
        while (waiting() < number) {
            pushers.round(registry);
        }
        trim();
    }

    double pushManifests() throws StoreException, InterruptedException {
        double rate = pushers.round(registry);
        trim();
        return rate;
    }

    double pushImages() throws IOException, StoreException, InterruptedException {
        double rate = new Clients(server.uri()).round(IMAGES);
        trim();
        return rate;
    }

    long waiting() throws StoreException {
        return events().backlog(RECIPIENT).waiting();
    }

    private void trim() throws StoreException {
        int dropped = BATCH;
        while (dropped == BATCH) {
            dropped = events().drop(RECIPIENT, Instant.EPOCH, keep, BATCH);
        }
    }

    private EventStore events() {
        return bed.metadata().events();
    }

    private static void refuse(List<?> events) throws IOException {
        throw new IOException("not now");
    }

    @Override
    public void close() throws IOException {
        server.close();
        notifier.close();
        bed.close();
    }
}
