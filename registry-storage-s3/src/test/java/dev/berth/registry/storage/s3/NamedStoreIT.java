package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.spi.storage.StorageProbe.Problem;
import dev.berth.registry.spi.storage.StorageProbe.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract, on a running server named by {@code -Dberth.s3=http://127.0.0.1:9000}. */
@EnabledIfSystemProperty(named = S3Server.NAMED, matches = "http.*", disabledReason = "no server is named by berth.s3")
class NamedStoreIT extends S3BlobStoreContract {

    NamedStoreIT() {
        super(S3Server.named(), "root/directory");
    }

    @Test
    void lacksNothingThatIsRequired() throws Exception {
        S3BlobStore store = (S3BlobStore) open();

        assertThat(store.probe(Scope.WRITE)).noneMatch(Problem::required);
    }
}
