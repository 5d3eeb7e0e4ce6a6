package dev.berth.registry.acceptance;

import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import dev.berth.registry.testing.FullBuild;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** The specification asked of a registry that keeps everything in memory. */
@FullBuild
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

        @Override
        final Adapters open(Path folder) {
            return Adapters.inMemory();
        }
    }
}
