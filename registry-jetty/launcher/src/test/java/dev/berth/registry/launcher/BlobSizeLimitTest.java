package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.launcher.assembly.ServerMapping;
import dev.berth.registry.launcher.config.ConfigurationReader;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BlobSizeLimitTest {
    @Test
    void reachesTheEngine() throws Exception {
        assertThat(engine(Map.of()).blobLimit()).isEqualTo(OptionalLong.empty());
        assertThat(engine(Map.of("REGISTRY_VALIDATION_BLOBS_PAYLOADSIZELIMIT", "10GiB"))
                        .blobLimit())
                .hasValue(10L << 30);
        assertThat(engine(Map.of("REGISTRY_VALIDATION_BLOBS_PAYLOADSIZELIMIT", "0"))
                        .blobLimit())
                .isEqualTo(OptionalLong.empty());
    }

    private static EngineConfig engine(Map<String, String> environment) throws Exception {
        return new ServerMapping(ConfigurationReader.read(environment), Clock.systemUTC()).engine();
    }
}
