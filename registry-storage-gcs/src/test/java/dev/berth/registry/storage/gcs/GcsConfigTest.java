package dev.berth.registry.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GcsConfigTest {

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GcsStoreConfig.builder(" ")
                        .chunkSize(1)
                        .maxAttempts(0)
                        .totalTimeout(Duration.ZERO)
                        .build())
                .withMessageContainingAll("no bucket", "256 KiB", "no attempts", "no time");
    }

    @Test
    void showsNoSecret() {
        GcsStoreConfig config =
                GcsStoreConfig.builder("b").credentials("hidden").build();

        assertThat(config.toString()).doesNotContain("hidden");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> GcsBlobStore.open(config))
                .withMessageNotContaining("hidden")
                .withNoCause();
    }

    @Test
    void takesChunksTheStoreTakes() {
        assertThat(GcsStoreConfig.builder("b").build().chunkSize() % GcsStoreConfig.CHUNK_UNIT)
                .isZero();
    }

    @Test
    void namesTheKeyFileItCannotRead() {
        Path missing = Path.of("no-such-key.json");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> GcsBlobStore.open(
                        GcsStoreConfig.builder("b").keyFile(missing).build()))
                .withMessageContaining("no-such-key.json")
                .matches(failure -> failure.kind() == Kind.PERMANENT);
    }
}
