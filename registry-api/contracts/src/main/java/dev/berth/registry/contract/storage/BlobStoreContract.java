package dev.berth.registry.contract.storage;

import dev.berth.registry.spi.storage.BlobStore;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link BlobStore}. The test of an adapter extends this class and opens the store; it gives each test
 * empty storage and closes all it opened.
 */
public abstract class BlobStoreContract {

    /**
     * Opens the storage of the current test. A second call opens another node that shares it, if the store can be
     * shared.
     */
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
    final class Copying extends BlobCopyClaims {
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
