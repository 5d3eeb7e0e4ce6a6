package dev.berth.registry.contract.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Failures;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.ObjectCopies;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Copies inside a store that has them. */
abstract class BlobCopyClaims extends BlobStoreClaims {

    @Test
    void aCopyOutlivesItsSource() throws Exception {
        Optional<ObjectCopies> copies = store.capabilities().copies();
        if (copies.isPresent()) {
            byte[] content = chunk();
            StorageKey source = stored(content);
            StorageKey target = new StorageKey("a/" + generated.storageKey());

            assertThat(copies.get().copy(source, target, content.length)).isTrue();

            assertThat(read(target)).isEqualTo(content);
            assertThat(read(source)).isEqualTo(content);
            assertThat(store.delete(List.of(source))).isEmpty();
            assertThat(read(target)).isEqualTo(content);
            assertThat(store.delete(List.of(target))).isEmpty();
            assertAbsent(target);
        }
    }

    @Test
    void aMissingSourceIsNotCopied() throws Exception {
        Optional<ObjectCopies> copies = store.capabilities().copies();
        if (copies.isPresent()) {
            StorageKey target = generated.storageKey();

            Failures.assertFails(Kind.PERMANENT, () -> copies.get().copy(generated.storageKey(), target, 5));

            assertAbsent(target);
        }
    }
}
