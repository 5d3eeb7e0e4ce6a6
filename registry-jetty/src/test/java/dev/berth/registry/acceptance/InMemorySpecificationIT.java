package dev.berth.registry.acceptance;

import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.spi.NewManifest.MissingReferences;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The specification asked of a registry that keeps everything in memory. */
final class InMemorySpecificationIT {

    @Nested
    final class Strict extends InMemory {
        Strict() {
            super(MissingReferences.REFUSE);
        }
    }

    @Nested
    final class Sparse extends InMemory {
        Sparse() {
            super(MissingReferences.REMEMBER);
        }
    }

    abstract static class InMemory extends ServedSpecification {
        InMemory(MissingReferences missing) {
            super(missing);
        }

        @BeforeAll
        final void start() throws IOException {
            Clock clock = Clock.systemUTC();
            serve(new InMemoryMetadataStore(clock), new InMemoryBlobStore(clock));
        }
    }
}
