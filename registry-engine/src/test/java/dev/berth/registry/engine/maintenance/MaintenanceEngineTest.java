package dev.berth.registry.engine.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.maintenance.AuditProgress;
import dev.berth.registry.maintenance.AuditReport;
import dev.berth.registry.maintenance.AuditRequest;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.CollectionProgress;
import dev.berth.registry.maintenance.CollectionRequest;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.maintenance.RepairReport;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MaintenanceEngineTest {
    private static final RepositoryName REPOSITORY = new RepositoryName("team/app");
    private static final byte[] CONTENT = "content".getBytes(UTF_8);
    private static final Digest DIGEST = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(CONTENT));

    private final TestClock clock = new TestClock();
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final InMemoryBlobStore storage = new InMemoryBlobStore(clock);
    private final Maintenance maintenance =
            MaintenanceEngine.builder().clock(clock).build(metadata, storage);

    @Test
    void explainsAndCollectsWhatIsUnreferenced() {
        push();
        assertThat(maintenance.explain(DIGEST))
                .extracting(RetentionStatus::thing)
                .containsExactly(new Reviewable.OfBlob(DIGEST), new Reviewable.OfLink(REPOSITORY, DIGEST));
        assertThat(maintenance.explain(REPOSITORY, DIGEST))
                .singleElement()
                .satisfies(link -> assertThat(link.isHeld()).isFalse());
        assertThat(maintenance.backlog().reviews()).isNotEmpty();
        assertThat(maintenance
                        .collect(CollectionRequest.configured(), CollectionProgress.NONE)
                        .bytes())
                .isZero();

        List<Long> deleted = new ArrayList<>();
        CollectionRequest now = new CollectionRequest(Optional.of(Duration.ZERO), false);
        assertThat(maintenance
                        .collect(now, (reviewed, removed, objects) -> deleted.add(objects))
                        .bytes())
                .isEqualTo(CONTENT.length);
        assertThat(deleted).last().isEqualTo(1L);
        assertThat(maintenance.explain(DIGEST)).isEmpty();
        assertThat(maintenance.backlog().reviews()).isEmpty();
    }

    @Test
    void retriesFailedDeletionsOnRequest() throws Exception {
        StorageKey key = new StorageKey("019a5c8e2f30700080000000000000a1");
        metadata.deletions().queue(List.of(key));
        metadata.deletions().setAside(List.of(key));
        assertThat(maintenance.failedDeletions(PageRequest.first(10)).items()).containsExactly(key);

        maintenance.collect(CollectionRequest.configured(), CollectionProgress.NONE);
        assertThat(maintenance.failedDeletions(PageRequest.first(10)).items()).containsExactly(key);
        maintenance.collect(new CollectionRequest(Optional.empty(), true), CollectionProgress.NONE);
        assertThat(maintenance.failedDeletions(PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void checksAndRepairs() throws Exception {
        push();
        StorageKey unknown = new StorageKey("019a5c8e2f30700080000000000000a1");
        StorageKey abandoned = new StorageKey("019a5c8e2f30700080000000000000a2");
        try (BlobWriter writer = storage.writer(unknown)) {
            writer.commit();
        }
        storage.writer(abandoned).close();
        clock.advance(Duration.ofDays(30));

        AuditReport found = maintenance.check(AuditRequest.shallow(), AuditProgress.NONE);
        assertThat(found.breaches())
                .extracting(Breach::invariant)
                .containsExactlyInAnyOrder(Breach.Invariant.OBJECT_KNOWN, Breach.Invariant.UPLOAD_KNOWN);
        assertThat(maintenance.repair(found)).isEqualTo(new RepairReport(1, 0, 1));
        assertThat(maintenance.check(AuditRequest.shallow(), AuditProgress.NONE).isClean())
                .isTrue();
    }

    @Test
    void deepCheckReadsContent() throws Exception {
        push();
        StorageKey key =
                metadata.audit().blobs(PageRequest.first(1)).items().get(0).key();
        storage.delete(List.of(key));
        try (BlobWriter writer = storage.writer(key)) {
            writer.write(ByteBuffer.allocate(CONTENT.length));
            writer.commit();
        }

        assertThat(maintenance.check(AuditRequest.shallow(), AuditProgress.NONE).isClean())
                .isTrue();
        assertThat(maintenance
                        .check(AuditRequest.deep(Optional.empty(), 1 << 20), AuditProgress.NONE)
                        .breaches())
                .extracting(Breach::invariant)
                .containsExactly(Breach.Invariant.OBJECT_INTACT);
        assertThat(maintenance
                        .check(AuditRequest.deep(Optional.of(key.value()), 1 << 20), AuditProgress.NONE)
                        .isClean())
                .isTrue();
    }

    @Test
    void refusesWhatNeedsStorageWithoutIt() {
        Maintenance database = MaintenanceEngine.builder().clock(clock).build(metadata);
        assertThat(database.backlog().reviews()).isEmpty();
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> database.collect(CollectionRequest.configured(), CollectionProgress.NONE))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNSUPPORTED));
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> database.check(AuditRequest.shallow(), AuditProgress.NONE))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNSUPPORTED));
    }

    private void push() {
        RegistryEngine.builder()
                .clock(clock)
                .build(metadata, storage)
                .uploads()
                .push(REPOSITORY, DIGEST, new ByteArrayInputStream(CONTENT));
    }
}
