package dev.berth.registry.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlobLookupTest {
    private final TestClock clock = new TestClock();
    private final InMemoryBlobStore storage = new InMemoryBlobStore(clock);
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final Retries retries = new Retries(Duration.ZERO);
    private final BlobLookup lookup =
            new BlobLookup(new ClassicReader(storage, retries), metadata.migration(), retries);

    @Test
    void contentThatWasNotListedHasTheTimeOfItsFile() throws Exception {
        Digest digest = new ClassicTree(storage, clock).content("content");
        Instant stored = clock.instant();
        clock.advance(Duration.ofHours(1));

        assertThat(lookup.find(digest)).isPresent();

        assertThat(metadata.migration().runs().reviewUnreferenced(ClassicLayout.BLOBS, stored.plusSeconds(1)))
                .isEqualTo(1);
    }

    @Test
    void absentContentIsNotFound() throws Exception {
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.allocate(1));

        assertThat(lookup.find(List.of(digest))).isEmpty();
    }
}
