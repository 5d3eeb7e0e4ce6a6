package dev.berth.registry.acceptance;

import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.specification.DistributionSpecification;
import dev.berth.registry.spi.BlobStore;
import dev.berth.registry.spi.MetadataStore;
import dev.berth.registry.spi.NewManifest.MissingReferences;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The specification asked of a server that is started for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServedSpecification extends DistributionSpecification {
    private final MissingReferences missing;
    private RegistryServer server;

    ServedSpecification(MissingReferences missing) {
        this.missing = missing;
    }

    /** Starts the server; a subclass calls it before its tests. */
    final void serve(MetadataStore metadata, BlobStore blobs) throws IOException {
        server = Served.start(metadata, blobs, missing);
    }

    @AfterAll
    final void stop() {
        server.close();
    }

    @Override
    protected final URI registry() {
        return server.uri();
    }

    @Override
    protected final boolean sparse() {
        return missing == MissingReferences.REMEMBER;
    }
}
