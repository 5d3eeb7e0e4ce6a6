package dev.berth.registry.contract;

import dev.berth.registry.Registry;
import java.time.Clock;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link Registry} does, seen by whoever drives it. A test extends this and says how to open the registry over
 * some pair of stores, with default limits and writing allowed, every reference of a manifest demanded; it takes care
 * that each test has stores of its own, empty at first, and that what it opened is closed.
 */
public abstract class RegistryContract {

    /** Opens the registry of the test at hand. A second call is another node: another engine over the same stores. */
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
}
