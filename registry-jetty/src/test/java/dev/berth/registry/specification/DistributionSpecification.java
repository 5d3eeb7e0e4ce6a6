package dev.berth.registry.specification;

import java.net.URI;
import org.junit.jupiter.api.Nested;

/**
 * What every registry does that speaks the OCI Distribution Specification, 1.1 with what has been merged after it. A
 * subclass says where one is; each test uses repositories of its own.
 */
public abstract class DistributionSpecification {

    /** Address of a running registry that anybody may use. */
    protected abstract URI registry();

    /** Whether the registry takes manifests that refer to what is not there. */
    protected abstract boolean sparse();

    @Nested
    final class PushingBlobs extends BlobPushClaims {
        @Override
        URI registry() {
            return DistributionSpecification.this.registry();
        }
    }

    @Nested
    final class ReadingBlobs extends BlobReadClaims {
        @Override
        URI registry() {
            return DistributionSpecification.this.registry();
        }
    }

    @Nested
    final class MountingBlobs extends BlobMountClaims {
        @Override
        URI registry() {
            return DistributionSpecification.this.registry();
        }
    }

    @Nested
    final class Uploading extends UploadClaims {
        @Override
        URI registry() {
            return DistributionSpecification.this.registry();
        }
    }

    @Nested
    final class Manifests extends ManifestClaims {
        @Override
        URI registry() {
            return DistributionSpecification.this.registry();
        }
    }

    @Nested
    final class Repositories extends RepositoryClaims {
        @Override
        URI registry() {
            return DistributionSpecification.this.registry();
        }
    }

    @Nested
    final class Contents extends DataSetClaims {
        @Override
        URI registry() {
            return DistributionSpecification.this.registry();
        }

        @Override
        boolean sparse() {
            return DistributionSpecification.this.sparse();
        }
    }
}
