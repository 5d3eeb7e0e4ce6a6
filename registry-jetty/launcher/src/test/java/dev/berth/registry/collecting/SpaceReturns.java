package dev.berth.registry.collecting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.audit.ConsistencyCheck;
import dev.berth.registry.engine.collection.Collector;
import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.maintenance.CollectionReport;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Space comes back within one delay and one pass, at any depth of the released content. */
abstract class SpaceReturns {
    private static final RepositoryName REPOSITORY = new RepositoryName("team/app");
    private static final Tag LATEST = new Tag("latest");
    private static final Duration DELAY = CollectorConfig.defaults().delays().shortest();

    private final TestClock clock = new TestClock();
    private final Generated generated = new Generated(new SplittableRandom(3));
    private MetadataStore metadata;
    private BlobStore storage;
    private RegistryEngine registry;
    private Access access;

    abstract MetadataStore metadata(Clock with) throws Exception;

    abstract BlobStore storage(Clock with) throws Exception;

    @BeforeEach
    void openRegistry() throws Exception {
        metadata = metadata(clock);
        storage = storage(clock);
        registry = RegistryEngine.builder()
                .clock(clock)
                .config(EngineConfig.defaults())
                .build(metadata, storage);
        access = new Access(registry, REPOSITORY, new AtomicLong());
    }

    @Test
    void ofAnUntaggedImage() throws Exception {
        push(image());

        assertAllGoneAfterOneDelay();
    }

    @Test
    void ofADeletedTag() throws Exception {
        tag(image());
        beyondDelay();
        access.delete(LATEST);

        assertAllGoneAfterOneDelay();
    }

    @Test
    void ofADeletedTagOfAnIndexOfAnIndex() throws Exception {
        tag(Image.index(List.of(image(), Image.index(List.of(image(), image())))));
        beyondDelay();
        access.delete(LATEST);

        assertAllGoneAfterOneDelay();
    }

    @Test
    void ofAnUntaggedIndexOfAnIndex() throws Exception {
        push(Image.index(List.of(image(), Image.index(List.of(image())))));

        assertAllGoneAfterOneDelay();
    }

    @Test
    void ofAnOverwrittenTag() throws Exception {
        tag(image());
        beyondDelay();
        Image second = image();
        tag(second);
        int needed = objects();

        pass(DELAY);

        assertThat(objects()).isLessThan(needed).isEqualTo(second.blobs().size());
        assertClean();
    }

    @Test
    void ofACancelledUpload() throws Exception {
        access.breakOff(generated.bytes(1_000), true);

        pass(Duration.ZERO);

        assertThat(objects()).isZero();
        assertClean();
    }

    @Test
    void ofAnUploadThatWasNeverFinished() throws Exception {
        access.breakOff(generated.bytes(1_000), false);

        CollectionReport report = pass(EngineConfig.defaults().uploadExpiry());

        assertThat(report.expired()).isEqualTo(1);
        assertThat(report.deleted()).isEqualTo(1);
        assertClean();
    }

    @Test
    void ofTheReferrersOfADeletedSubject() throws Exception {
        Image subject = image();
        tag(subject);
        Image referrer = image(Optional.of(subject));
        push(referrer);
        push(image(Optional.of(referrer)));
        beyondDelay();
        assertThat(access.referrers(subject.digest())).hasSize(1);
        access.deleteManifest(subject.digest());

        assertAllGoneAfterOneDelay();
    }

    @Test
    void ofADeletedManifest() throws Exception {
        Image image = image();
        tag(image);
        beyondDelay();
        access.deleteManifest(image.digest());

        assertAllGoneAfterOneDelay();
    }

    @Test
    void ofABlobMountedElsewhere() throws Exception {
        byte[] blob = generated.bytes(100);
        access.push(blob);
        new Access(registry, new RepositoryName("team/other"), new AtomicLong()).mount(Image.digest(blob), REPOSITORY);

        assertAllGoneAfterOneDelay();
    }

    @Test
    void ofWhatWasPushedTwice() throws Exception {
        byte[] blob = generated.bytes(100);
        access.push(blob);
        access.push(blob);
        assertThat(objects()).isEqualTo(2);

        pass(Duration.ZERO);

        assertThat(objects()).isEqualTo(1);
        assertClean();
    }

    private void assertAllGoneAfterOneDelay() throws Exception {
        int before = objects();
        pass(DELAY.minusSeconds(1));
        assertThat(objects()).as("objects before the delay is over").isEqualTo(before);
        pass(Duration.ofSeconds(1));
        assertThat(objects()).as("objects after it").isZero();
        assertClean();
    }

    /** Live content has been reviewed, and no touch is recent. */
    private void beyondDelay() throws Exception {
        int before = objects();
        CollectionReport report = pass(DELAY.plusHours(1));
        assertThat(report.removed().getOrDefault(Reviewable.Kind.BLOB, 0L)).isZero();
        assertThat(objects()).isEqualTo(before);
    }

    private CollectionReport pass(Duration later) throws Exception {
        clock.advance(later);
        return Collector.builder().clock(clock).build(metadata, storage).run();
    }

    private void assertClean() throws Exception {
        assertThat(ConsistencyCheck.over(metadata, storage).check().breaches()).isEmpty();
    }

    private int objects() throws Exception {
        return storage.list("", PageRequest.first(100)).items().size();
    }

    private Image image() {
        return image(Optional.empty());
    }

    private Image image(Optional<Image> subject) {
        return Image.of(List.of(generated.bytes(50), generated.bytes(60), generated.bytes(70)), subject);
    }

    private void push(Image image) {
        image.blobs().forEach(access::push);
        image.children().forEach(this::push);
        access.put(image.digest(), image);
    }

    private void tag(Image image) {
        image.blobs().forEach(access::push);
        image.children().forEach(this::push);
        access.put(LATEST, image);
    }
}
