package dev.berth.registry.acceptance;

import dev.berth.registry.spi.NewManifest.MissingReferences;
import dev.berth.registry.storage.gcs.FakeGcsServer;
import dev.berth.registry.storage.s3.S3Server;
import dev.berth.registry.storage.s3.VersityGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** The specification asked of a registry on PostgreSQL and an object store. */
final class ObjectStoreSpecificationIT {

    @Nested
    final class OnS3Proxy extends ServedSpecification {
        OnS3Proxy() {
            super(MissingReferences.REFUSE);
        }

        @Override
        Adapters open(Path folder) throws Exception {
            return Adapters.onS3(S3Server.inThisJvm());
        }
    }

    @Nested
    final class SparseOnVersity extends ServedSpecification {
        SparseOnVersity() {
            super(MissingReferences.REMEMBER);
        }

        @Override
        Adapters open(Path folder) throws Exception {
            VersityGateway.demand();
            return Adapters.onS3(VersityGateway.server());
        }
    }

    @Nested
    final class OnGcs extends ServedSpecification {
        OnGcs() {
            super(MissingReferences.REFUSE);
        }

        @Override
        Adapters open(Path folder) throws Exception {
            FakeGcsServer.demand();
            return Adapters.onGcs();
        }
    }
}
