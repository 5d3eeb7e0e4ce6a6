package dev.berth.registry.engine.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.EngineTestBed;
import dev.berth.registry.engine.request.IdGenerator;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.spi.metadata.NewUpload;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The remembered uploads of a node. */
class UploadMemoryTest {
    private final TestClock clock = new TestClock();
    private final IdGenerator names = new IdGenerator(new SecureRandom(), clock);
    private final UploadMemory memory = new UploadMemory(2, clock);

    @Test
    void forgetsTheLeastRecentlyUsedFirst() {
        LiveUpload first = upload();
        LiveUpload second = upload();
        memory.remember(first);
        memory.remember(second);
        use(first);
        memory.remember(upload());

        assertThat(memory.size()).isEqualTo(2);
        assertThat(isRemembered(second)).isFalse();
        assertThat(isRemembered(first)).isTrue();
    }

    @Test
    void givesAnUploadToOneRequestAtATime() {
        LiveUpload upload = upload();
        memory.remember(upload);

        try (UploadMemory.Hold hold = memory.take(upload.name()).orElseThrow()) {
            assertThat(memory.take(upload.name())).isEmpty();
            assertThat(hold.remembered()).contains(upload);
        }
        assertThat(isRemembered(upload)).isFalse();
    }

    @Test
    void forgetsWhatHasExpired() {
        LiveUpload upload = upload();
        memory.remember(upload);

        clock.advance(Duration.ofHours(1));

        assertThat(isRemembered(upload)).isFalse();
    }

    private void use(LiveUpload upload) {
        try (UploadMemory.Hold hold = memory.take(upload.name()).orElseThrow()) {
            hold.keep(hold.remembered().orElseThrow());
        }
    }

    private boolean isRemembered(LiveUpload upload) {
        try (UploadMemory.Hold hold = memory.take(upload.name()).orElseThrow()) {
            return hold.remembered().isPresent();
        }
    }

    private LiveUpload upload() {
        return LiveUpload.started(new NewUpload(
                EngineTestBed.REPOSITORY,
                names.uploadId(),
                names.storageKey(),
                DigestAlgorithm.SHA256,
                clock.instant().plus(Duration.ofHours(1))));
    }
}
