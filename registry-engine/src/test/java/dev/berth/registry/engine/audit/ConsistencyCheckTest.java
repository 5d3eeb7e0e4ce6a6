package dev.berth.registry.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.maintenance.AuditProgress;
import dev.berth.registry.maintenance.AuditReport;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConsistencyCheckTest {
    private static final RepositoryName REPOSITORY = new RepositoryName("team/app");

    private final TestClock clock = new TestClock();
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final InMemoryBlobStore storage = new InMemoryBlobStore(clock);
    private final Generated generated = new Generated(new SplittableRandom(7));

    @Test
    void findsNothingInAHealthyRegistry() throws Exception {
        for (int i = 0; i < 2_500; i++) {
            blob(10, 10);
        }

        AuditReport report = ConsistencyCheck.over(metadata, storage).check();

        assertThat(report.breaches()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.blobs()).isEqualTo(2_500);
        assertThat(report.objects()).isEqualTo(2_500);
        assertThat(report.bytes()).isEqualTo(25_000);
    }

    @Test
    void findsABlobWithoutItsObject() throws Exception {
        blob(10, 10);
        StorageKey lost = blob(10, 10);
        blob(10, 10);
        storage.delete(List.of(lost));

        assertThat(breach().invariant()).isEqualTo(Invariant.OBJECT_PRESENT);
        assertThat(breach().key()).hasValue(lost);
        assertThat(breach().digest()).isPresent();
    }

    @Test
    void findsAnObjectOfAnotherLength() throws Exception {
        blob(10, 10);
        StorageKey torn = blob(11, 10);

        assertThat(breach().invariant()).isEqualTo(Invariant.OBJECT_COMPLETE);
        assertThat(breach().key()).hasValue(torn);
        assertThat(breach().detail()).contains("11").contains("10");
    }

    @Test
    void findsAnObjectNothingKnowsAndHasItDeleted() throws Exception {
        blob(10, 10);
        StorageKey stray = generated.storageKey();
        write(stray, generated.bytes(10));

        assertThat(breach().invariant()).isEqualTo(Invariant.OBJECT_KNOWN);
        assertThat(breach().key()).hasValue(stray);

        assertThat(new Repairs(metadata).repair(List.of(breach()))).isEqualTo(1);
        assertThat(metadata.deletions().claim(10, Duration.ofMinutes(1)))
                .singleElement()
                .satisfies(due -> assertThat(due.key()).isEqualTo(stray));
        assertThat(ConsistencyCheck.over(metadata, storage).check().isClean()).isTrue();
    }

    @Test
    void findsAnObjectThatIsBothNeededAndDoomed() throws Exception {
        StorageKey key = generated.storageKey();
        metadata.deletions().queue(List.of(key));
        name(key, 10, write(key, generated.bytes(10)));

        assertThat(breach().invariant()).isEqualTo(Invariant.OBJECT_NOT_DOOMED);
        assertThat(new Repairs(metadata).repair(List.of(breach()))).isZero();
    }

    @Test
    void takesObjectsAwaitingDeletionForKnown() throws Exception {
        StorageKey dying = generated.storageKey();
        write(dying, generated.bytes(10));
        metadata.deletions().queue(List.of(dying));

        assertThat(ConsistencyCheck.over(metadata, storage).check().isClean()).isTrue();
    }

    @Test
    void leavesObjectsOfOtherProgramsAlone() throws Exception {
        blob(10, 10);
        write(new StorageKey("docker/registry/v2/repositories/app/_layers/sha256/00/link"), generated.bytes(71));
        write(new StorageKey("backups/monday.tar"), generated.bytes(7));
        StorageKey imported = new StorageKey("docker/registry/v2/blobs/sha256/00/00/data");
        name(imported, 10, write(imported, generated.bytes(10)));

        AuditReport report = ConsistencyCheck.over(metadata, storage).check();

        assertThat(report.isClean()).isTrue();
        assertThat(report.objects()).isEqualTo(2);
        assertThat(report.foreign()).isEqualTo(2);
        assertThat(ClassicTree.isIn(storage)).isTrue();
    }

    @Test
    void countsUnknownObjectsBeyondThoseItNames() throws Exception {
        blob(10, 10);
        write(generated.storageKey(), generated.bytes(10));
        assertThat(ConsistencyCheck.over(metadata, storage).check().isMostlyUnknown())
                .isFalse();

        write(generated.storageKey(), generated.bytes(10));

        AuditReport report = ConsistencyCheck.over(metadata, storage).check();
        assertThat(report.unknown()).isEqualTo(2);
        assertThat(report.isMostlyUnknown()).isTrue();
        assertThat(ClassicTree.isIn(storage)).isFalse();
    }

    @Test
    void findsChangedBytesBehindAKey() throws Exception {
        StorageKey first = blob(10, 10);
        Digest expected =
                metadata.audit().blobs(PageRequest.first(1)).items().get(0).digest();
        storage.delete(List.of(first));
        write(first, generated.bytes(10));
        List<String> read = new ArrayList<>();
        ContentAudit audit = new ContentAudit(metadata, storage, 1 << 20, new AuditProgress() {
            @Override
            public void read(long blobs, long bytes, String key) {
                read.add(blobs + " " + bytes);
            }
        });

        assertThat(ConsistencyCheck.over(metadata, storage).check().isClean()).isTrue();
        assertThat(audit.check()).singleElement().satisfies(breach -> {
            assertThat(breach.invariant()).isEqualTo(Invariant.OBJECT_INTACT);
            assertThat(breach.key()).hasValue(first);
            assertThat(breach.digest()).hasValue(expected);
        });
        assertThat(read).containsExactly("1 10");
        assertThat(audit.checkAfter(first.value())).isEmpty();
    }

    @Test
    void readsNoFasterThanItIsTold() throws Exception {
        for (int i = 0; i < 4; i++) {
            blob(1_000, 1_000);
        }
        long begun = System.nanoTime();

        new ContentAudit(metadata, storage, 10_000, AuditProgress.NONE).check();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(390));
    }

    private Breach breach() throws Exception {
        List<Breach> breaches = ConsistencyCheck.over(metadata, storage).check().breaches();
        assertThat(breaches).hasSize(1);
        return breaches.get(0);
    }

    private StorageKey blob(int announced, int written) throws Exception {
        StorageKey key = generated.storageKey();
        name(key, announced, write(key, generated.bytes(written)));
        return key;
    }

    private Digest write(StorageKey key, byte[] content) throws Exception {
        try (BlobWriter writer = storage.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            writer.commit();
        }
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
    }

    private void name(StorageKey key, int size, Digest digest) throws Exception {
        metadata.uploads().finish(new FinishedUpload(REPOSITORY, Optional.empty(), digest, size, key));
    }
}
