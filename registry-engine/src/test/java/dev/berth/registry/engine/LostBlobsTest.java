package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.OTHER;
import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static dev.berth.registry.engine.EngineTestBed.push;
import static dev.berth.registry.engine.EngineTestBed.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.MountSource;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.audit.ConsistencyCheck;
import dev.berth.registry.engine.maintenance.MaintenanceEngine;
import dev.berth.registry.maintenance.AuditProgress;
import dev.berth.registry.maintenance.AuditReport;
import dev.berth.registry.maintenance.AuditRequest;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A blob whose object is missing, short or changed is healed by pushing it again. */
class LostBlobsTest {
    private static final byte[] CONTENT = "the bytes of a layer".getBytes(UTF_8);

    private final EngineTestBed bed = new EngineTestBed();
    private final RegistryEngine registry =
            bed.node(EngineConfig.builder().blobCacheBytes(0).build());
    private Digest digest;
    private StorageKey key;

    @BeforeEach
    void pushALayer() throws Exception {
        digest = push(registry, REPOSITORY, CONTENT);
        key = bed.metadata.blobLinks().find(REPOSITORY, digest).orElseThrow().key();
    }

    @Test
    void aFailedReadHasTheClientPushItAgain() throws Exception {
        bed.storage.delete(List.of(key));
        assertThat(registry.blobs().confirm(REPOSITORY, digest)).isPresent();
        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> read(registry, REPOSITORY, digest));

        assertThat(registry.blobs().confirm(REPOSITORY, digest)).isEmpty();
        assertThat(registry.uploads().mount(OTHER, digest, new MountSource.From(REPOSITORY)))
                .isFalse();
        push(registry, OTHER, CONTENT);

        assertWhole();
    }

    @Test
    void anObjectThatIsShortIsReplaced() throws Exception {
        bed.storage.delete(List.of(key));
        try (BlobWriter writer = bed.storage.writer(key)) {
            writer.write(ByteBuffer.wrap(CONTENT, 0, 5));
            writer.commit();
        }

        push(registry, REPOSITORY, CONTENT);

        assertWhole();
    }

    @Test
    void anObjectWithOtherBytesIsReplacedOnceACheckHasFoundIt() throws Exception {
        bed.storage.delete(List.of(key));
        try (BlobWriter writer = bed.storage.writer(key)) {
            writer.write(ByteBuffer.wrap("other bytes, as many".getBytes(UTF_8)));
            writer.commit();
        }
        Maintenance maintenance = MaintenanceEngine.builder().clock(bed.clock).build(bed.metadata, bed.storage);
        AuditReport found = maintenance.check(AuditRequest.deep(Optional.empty(), 1 << 20), AuditProgress.NONE);
        assertThat(found.breaches())
                .extracting(breach -> breach.invariant())
                .containsExactly(Breach.Invariant.OBJECT_INTACT);

        maintenance.repair(found);
        assertThat(registry.blobs().confirm(REPOSITORY, digest)).isEmpty();
        push(registry, OTHER, CONTENT);

        assertWhole();
    }

    @Test
    void aReadThatFailedOnAnotherNodeIsEnough() throws Exception {
        RegistryEngine other = bed.node(EngineConfig.builder().blobCacheBytes(0).build());
        bed.storage.delete(List.of(key));
        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> read(other, REPOSITORY, digest));

        assertThat(registry.blobs().confirm(REPOSITORY, digest)).isEmpty();
        assertThat(registry.uploads().mount(OTHER, digest, new MountSource.From(REPOSITORY)))
                .isFalse();
        push(registry, REPOSITORY, CONTENT);

        assertWhole();
        assertThat(other.blobs().confirm(REPOSITORY, digest)).isPresent();
    }

    @Test
    void allRepositoriesHaveTheNewObject() throws Exception {
        assertThat(registry.uploads().mount(OTHER, digest, new MountSource.From(REPOSITORY)))
                .isTrue();
        bed.storage.delete(List.of(key));

        push(registry, REPOSITORY, CONTENT);

        assertWhole();
        assertThat(read(registry, OTHER, digest)).isEqualTo(CONTENT);
    }

    @Test
    void anObjectWhoseDeletionHasBegunIsPushedOnceMore() throws Exception {
        bed.storage.delete(List.of(key));
        InterruptedBlobStore raced = new InterruptedBlobStore(bed.storage);
        raced.beforeNextSize(() -> bed.metadata.deletions().claim(10, Duration.ofMinutes(1)));
        RegistryEngine other = RegistryEngine.builder()
                .clock(bed.clock)
                .config(EngineConfig.builder().blobCacheBytes(0).build())
                .build(bed.metadata, raced);

        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> push(other, REPOSITORY, CONTENT));
        push(registry, REPOSITORY, CONTENT);

        assertWhole();
    }

    @Test
    void aHeadThatIsDueForATouchLooksAtTheObject() throws Exception {
        bed.storage.delete(List.of(key));
        bed.clock.advance(Duration.ofDays(3));

        assertThat(registry.blobs().confirm(REPOSITORY, digest)).isEmpty();
    }

    private void assertWhole() throws Exception {
        assertThat(read(registry, REPOSITORY, digest)).isEqualTo(CONTENT);
        assertThat(registry.blobs().confirm(REPOSITORY, digest)).isPresent();
        assertThat(bed.metadata
                        .blobLinks()
                        .find(REPOSITORY, digest)
                        .orElseThrow()
                        .key())
                .isNotEqualTo(key);
        assertThat(bed.metadata.audit().known(List.of(key))).containsExactly(key);
        assertThat(ConsistencyCheck.over(bed.metadata, bed.storage).check().isClean())
                .isTrue();
    }
}
