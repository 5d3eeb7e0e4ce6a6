package dev.berth.registry.launcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeteredBlobStoreTest {
    private static final StorageKey KEY = new StorageKey("a");

    private final PrometheusPage page = new PrometheusPage(Clock.systemUTC());
    private final BlobStore store = page.metrics().storage(new InMemoryBlobStore(new TestClock()), "inmemory");

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void measuresCallsByActionAndResult() throws Exception {
        try (BlobWriter writer = store.writer(KEY)) {
            assertThat(page.text()).contains("registry_storage_writers{driver=\"inmemory\"} 1.0");
            writer.write(ByteBuffer.allocate(1000));
            writer.commit();
        }
        assertThatThrownBy(() -> store.open(new StorageKey("b"), new ByteRange(0, 0)))
                .isInstanceOf(StoreException.class);
        assertThat(page.text())
                .contains(
                        "registry_storage_action_seconds_count{action=\"create\",driver=\"inmemory\",result=\"success\"}"
                                + " 1",
                        "registry_storage_action_seconds_count{action=\"write\",driver=\"inmemory\",result=\"success\"}"
                                + " 1",
                        "registry_storage_action_seconds_count{action=\"commit\",driver=\"inmemory\",result=\"success\"}"
                                + " 1",
                        "registry_storage_action_seconds_count{action=\"open\",driver=\"inmemory\",result=\"permanent\"}"
                                + " 1",
                        "registry_storage_written_bytes_total{driver=\"inmemory\"} 1000.0",
                        "registry_storage_writers{driver=\"inmemory\"} 0.0");
    }
}
