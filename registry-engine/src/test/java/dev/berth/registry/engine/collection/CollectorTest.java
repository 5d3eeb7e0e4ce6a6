package dev.berth.registry.engine.collection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.maintenance.CollectionReport;
import dev.berth.registry.maintenance.CollectionStatus;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CollectorTest {
    private static final RepositoryName REPOSITORY = new RepositoryName("team/app");

    private final TestClock clock = new TestClock();
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final InMemoryBlobStore storage = new InMemoryBlobStore(clock);

    @Test
    void leavesAFreshBlobAlone() throws Exception {
        blob("fresh");

        CollectionReport report = collector(CollectionListener.NONE).run();

        assertThat(report.removed().values()).allMatch(count -> count == 0);
        assertThat(objects()).isEqualTo(1);
    }

    @Test
    void removesLinkBlobAndObjectInOnePass() throws Exception {
        blob("unused");
        clock.advance(Duration.ofHours(25));

        CollectionReport report = collector(CollectionListener.NONE).run();

        assertThat(report.removed()).containsEntry(Reviewable.Kind.LINK, 1L).containsEntry(Reviewable.Kind.BLOB, 1L);
        assertThat(report.bytes()).isEqualTo(6);
        assertThat(report.deleted()).isEqualTo(1);
        assertThat(objects()).isZero();
    }

    @Test
    void removesUnfinishedObjectsWhoseUploadIsGone() throws Exception {
        StorageKey orphan = unfinished();
        StorageKey owned = unfinished();
        metadata.uploads()
                .start(new NewUpload(
                        REPOSITORY,
                        new UploadId("00000000-0000-4000-8000-000000000001"),
                        owned,
                        DigestAlgorithm.SHA256,
                        clock.instant().plus(Duration.ofDays(30))));
        clock.advance(CollectorConfig.defaults().abandonedAfter());
        assertThat(collector(CollectionListener.NONE).run().abandoned()).isZero();
        clock.advance(Duration.ofSeconds(1));

        assertThat(collector(CollectionListener.NONE).run().abandoned()).isOne();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> storage.resume(orphan, WriterState.NOTHING).close());
        storage.resume(owned, WriterState.NOTHING).close();
    }

    private int number;

    private StorageKey unfinished() throws Exception {
        StorageKey key = new StorageKey("unfinished-" + number++);
        storage.writer(key).close();
        return key;
    }

    @Test
    void worksInTheBackgroundUntilClosed() throws Exception {
        blob("unused");
        clock.advance(Duration.ofHours(25));
        CountDownLatch deleted = new CountDownLatch(1);

        try (Collector collector = collector(new CollectionListener() {
                    @Override
                    public void deleted(int objects, int failed, int setAside, Duration took) {
                        deleted.countDown();
                    }
                })
                .start()) {
            assertThat(deleted.await(30, TimeUnit.SECONDS)).isTrue();
            assertThatIllegalStateException().isThrownBy(collector::start);
        }
        assertThat(objects()).isZero();
    }

    @Test
    void closesAtOnceWhileItRests() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        Collector collector = Collector.builder()
                .clock(clock)
                .listener(new CollectionListener() {
                    @Override
                    public void reviewed(Reviewable.Kind kind, ReviewBatch batch, Duration took) {
                        looked.countDown();
                    }
                })
                .build(metadata, storage);
        blob("unused");
        clock.advance(Duration.ofHours(25));
        collector.start();
        assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();

        collector.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("berth-expiry"));
    }

    @Test
    void mayBeClosedWithoutHavingBeenStarted() {
        collector(CollectionListener.NONE).close();
    }

    @Test
    void tellsWhatThereIsToDo() throws Exception {
        blob("waiting");

        CollectionStatus status =
                CollectionQueues.status(metadata, CollectorConfig.defaults().delays());

        assertThat(status.reviews()).singleElement().satisfies(backlog -> {
            assertThat(backlog.kind()).isEqualTo(Reviewable.Kind.LINK);
            assertThat(backlog.waiting()).isEqualTo(1);
        });
        assertThat(status.nextDue())
                .isEqualTo(Map.of(Reviewable.Kind.LINK, clock.instant().plus(Duration.ofHours(24))));
        assertThat(status.deletions().waiting()).isZero();
    }

    private Collector collector(CollectionListener listener) {
        return Collector.builder().clock(clock).listener(listener).build(metadata, storage);
    }

    private void blob(String content) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(UTF_8));
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, bytes.duplicate());
        StorageKey key = new StorageKey(content);
        try (BlobWriter writer = storage.writer(key)) {
            writer.write(bytes);
            writer.commit();
        }
        metadata.uploads().finish(new FinishedUpload(REPOSITORY, Optional.empty(), digest, content.length(), key));
    }

    private int objects() throws Exception {
        return storage.list("", PageRequest.first(10)).items().size();
    }
}
