package dev.berth.registry.contract.registry;

import dev.berth.registry.Registry;
import java.time.Clock;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link Registry} for its callers. A test extends this class and opens the registry over a pair of
 * stores, with default limits, writable, and requiring every reference of a manifest; it gives each test empty stores
 * and closes all it opened.
 */
public abstract class RegistryContract {

    /**
     * Opens the registry of the current test. A second call opens another node: another engine over the same stores.
     */
    protected abstract Registry open(Clock clock) throws Exception;

    @Nested
    final class OfBlobs extends BlobClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfUploads extends UploadClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfBrokenUploads extends BrokenUploadClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfMounts extends MountClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfManifests extends ManifestClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfBadManifests extends BadManifestClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfReferrers extends RegistryReferrerClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfTags extends TagClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfDeletedManifests extends DeletedManifestClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfDeletions extends DeletionClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfTheCatalog extends CatalogClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfRaces extends RegistryRaceClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }

    @Nested
    final class OfInsights extends InsightClaims {
        @Override
        Registry open(Clock with) throws Exception {
            return RegistryContract.this.open(with);
        }
    }
}
