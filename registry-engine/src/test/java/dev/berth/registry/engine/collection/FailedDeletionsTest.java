package dev.berth.registry.engine.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.DeletionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailedDeletionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

    private final DeletionStore deletions = new InMemoryMetadataStore(Clock.fixed(NOW, ZoneOffset.UTC)).deletions();

    @Test
    void isAllTriedAgain() throws Exception {
        List<StorageKey> keys = IntStream.range(0, 2500)
                .mapToObj(i -> new StorageKey("key" + i))
                .toList();
        deletions.queue(keys);
        deletions.setAside(keys);
        assertThat(deletions.claim(5000, Duration.ofMinutes(1))).isEmpty();

        FailedDeletions.retry(deletions, NOW);

        assertThat(deletions.setAside(PageRequest.first(1)).items()).isEmpty();
        assertThat(deletions.claim(5000, Duration.ofMinutes(1))).hasSize(2500);
    }

    @Test
    void mayBeNothing() throws Exception {
        FailedDeletions.retry(deletions, NOW);
        assertThat(deletions.claim(1, Duration.ofMinutes(1))).isEmpty();
    }
}
