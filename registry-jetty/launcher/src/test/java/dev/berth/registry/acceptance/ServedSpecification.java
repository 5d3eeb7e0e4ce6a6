package dev.berth.registry.acceptance;

import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.specification.DistributionSpecification;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The specification asked of a server that is started for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServedSpecification extends DistributionSpecification {
    private final MissingReferences missing;
    private Adapters adapters = Adapters.inMemory();
    private Optional<RegistryServer> server = Optional.empty();

    ServedSpecification(MissingReferences missing) {
        this.missing = missing;
    }

    /** The adapters of the registry; may keep files in {@code folder}. */
    abstract Adapters open(Path folder) throws Exception;

    @BeforeAll
    final void start(@TempDir Path folder) throws Exception {
        adapters = open(folder);
        server = Optional.of(adapters.serve(missing));
    }

    @AfterAll
    final void stop() {
        server.ifPresent(RegistryServer::close);
        adapters.close();
    }

    @Override
    protected final URI registry() {
        return server.orElseThrow().uri();
    }

    @Override
    protected final boolean sparse() {
        return missing == MissingReferences.REMEMBER;
    }
}
