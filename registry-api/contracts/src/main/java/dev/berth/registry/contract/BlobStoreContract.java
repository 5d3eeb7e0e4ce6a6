package dev.berth.registry.contract;

import dev.berth.registry.spi.storage.BlobStore;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link BlobStore} does. An adapter's test extends this and says how to open the store; it takes care that
 * each test has storage of its own, empty at first, and that what it opened is closed.
 */
public abstract class BlobStoreContract {

    /** Opens the storage of the test at hand. A second call is another node that shares it, where there can be one. */
    protected abstract BlobStore open() throws Exception;

    @Nested
    final class Writing extends BlobWriterClaims {
        @Override
        BlobStore open() throws Exception {
            return BlobStoreContract.this.open();
        }
    }

    @Nested
    final class Resuming extends BlobResumeClaims {
        @Override
        BlobStore open() throws Exception {
            return BlobStoreContract.this.open();
        }
    }

    @Nested
    final class Reading extends BlobReadingClaims {
        @Override
        BlobStore open() throws Exception {
            return BlobStoreContract.this.open();
        }
    }

    @Nested
    final class Deleting extends BlobDeletionClaims {
        @Override
        BlobStore open() throws Exception {
            return BlobStoreContract.this.open();
        }
    }

    @Nested
    final class Listing extends BlobListingClaims {
        @Override
        BlobStore open() throws Exception {
            return BlobStoreContract.this.open();
        }
    }
}
