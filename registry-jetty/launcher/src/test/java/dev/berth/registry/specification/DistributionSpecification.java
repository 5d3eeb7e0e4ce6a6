package dev.berth.registry.specification;

import java.net.URI;
import org.junit.jupiter.api.Nested;

/**
 * What every registry does that speaks the OCI Distribution Specification, 1.1 with what has been merged after it. A
 * subclass says where one is; each test uses repositories of its own.
 */
public abstract class DistributionSpecification {

    /** Address of a running registry. */
    protected abstract URI registry();

    private Wire connection() {
        return new Wire(registry());
    }

    /** Whether the registry takes manifests that refer to what is not there. */
    protected abstract boolean sparse();

    @Nested
    final class PushingBlobs extends BlobPushClaims {
        @Override
        Wire connection() {
            return DistributionSpecification.this.connection();
        }
    }

    @Nested
    final class ReadingBlobs extends BlobReadClaims {
        @Override
        Wire connection() {
            return DistributionSpecification.this.connection();
        }
    }

    @Nested
    final class MountingBlobs extends BlobMountClaims {
        @Override
        Wire connection() {
            return DistributionSpecification.this.connection();
        }
    }

    @Nested
    final class Uploading extends UploadClaims {
        @Override
        Wire connection() {
            return DistributionSpecification.this.connection();
        }
    }

    @Nested
    final class Manifests extends ManifestClaims {
        @Override
        Wire connection() {
            return DistributionSpecification.this.connection();
        }
    }

    @Nested
    final class Repositories extends RepositoryClaims {
        @Override
        Wire connection() {
            return DistributionSpecification.this.connection();
        }
    }

    @Nested
    final class Contents extends DataSetClaims {
        @Override
        Wire connection() {
            return DistributionSpecification.this.connection();
        }

        @Override
        boolean sparse() {
            return DistributionSpecification.this.sparse();
        }
    }
}
