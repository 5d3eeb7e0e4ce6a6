package dev.berth.registry.specification;

import java.net.URI;
import org.junit.jupiter.api.Nested;

/**
 * The requirements of the OCI Distribution Specification, 1.1 with later changes, for every registry. A subclass names
 * the address of one; each test uses separate repositories.
 */
public abstract class DistributionSpecification {

    /** Address of a running registry. */
    protected abstract URI registry();

    private Wire connection() {
        return new Wire(registry());
    }

    /** True when the registry accepts manifests that refer to absent content. */
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
