package dev.berth.registry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.engine.memory.InMemoryBlobStore;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Settings and what is made of them. */
class EngineConfigTest {

    @Test
    void reportsEveryProblemAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineConfig.builder()
                        .tagLimit(9)
                        .uploadExpiry(Duration.ZERO)
                        .blobLimit(-1)
                        .build())
                .withMessageContaining("tagLimit")
                .withMessageContaining("uploadExpiry")
                .withMessageContaining("blobLimit");
    }

    @Test
    void printsEverySetting() {
        assertThat(EngineConfig.builder().readOnly("moving house").build())
                .hasToString("EngineConfig[reviewDelay=PT24H, uploadExpiry=PT168H, readOnly=Optional[moving house],"
                        + " deletes=true, missingReferences=REFUSE, lenient=false, manifestLimit=4194304,"
                        + " descriptorLimit=10000, tagLimit=100,"
                        + " blobLimit=OptionalLong.empty, uploadsInMemory=10000, uploadBuffers=128,"
                        + " blobCacheBytes=16777216, kinds=19]");
    }

    @Test
    void doesWithoutTheCacheIfToldSo() throws Exception {
        EngineTestBed bed = new EngineTestBed();
        InMemoryBlobStore storage = new InMemoryBlobStore(Clock.systemUTC());
        Faults calls = Faults.none();
        RegistryEngine registry = RegistryEngine.builder()
                .config(EngineConfig.builder().blobCacheBytes(0).build())
                .build(bed.metadata, calls.over(storage));
        byte[] content = bed.generated.bytes(10);
        EngineTestBed.push(registry, EngineTestBed.REPOSITORY, content);
        int before = calls.calls().size();

        for (int i = 0; i < 3; i++) {
            EngineTestBed.read(registry, EngineTestBed.REPOSITORY, EngineTestBed.digest(content));
        }

        assertThat(calls.calls()).hasSize(before + 3);
    }
}
