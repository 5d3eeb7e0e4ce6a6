package dev.berth.registry.launcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.collection.CollectionQueues;
import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.metadata.FinishedUpload;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final PrometheusPage page = new PrometheusPage(Clock.systemUTC());
    private final Metrics metrics = page.metrics();
    private final TestClock clock = new TestClock();

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void countsWhatACollectorDoes() {
        metrics.collection().reviewed(Reviewable.Kind.BLOB, new ReviewBatch(3, 2, 1, 4096), Duration.ofMillis(20));
        metrics.collection().deleted(5, 2, 1, Duration.ofMillis(10));
        metrics.collection().expired(4);
        metrics.collection().failed("review", new StoreException(StoreException.Kind.TRANSIENT, "gone", null));
        assertThat(page.text())
                .contains(
                        "registry_collection_reviewed_total{kind=\"blob\",result=\"removed\"} 3.0",
                        "registry_collection_reviewed_total{kind=\"blob\",result=\"kept\"} 2.0",
                        "registry_collection_reviewed_total{kind=\"blob\",result=\"left\"} 1.0",
                        "registry_collection_reviewed_total{kind=\"manifest\",result=\"removed\"} 0.0",
                        "registry_collection_freed_bytes_total 4096.0",
                        "registry_collection_review_seconds_count{kind=\"blob\"} 1",
                        "registry_collection_objects_total{result=\"deleted\"} 5.0",
                        "registry_collection_objects_total{result=\"failed\"} 2.0",
                        "registry_collection_objects_total{result=\"setaside\"} 1.0",
                        "registry_collection_expired_uploads_total 4.0",
                        "registry_collection_failures_total{failure=\"transient\",work=\"review\"} 1.0");
    }

    @Test
    void showsTheQueuesAsTheyWereALittleWhileAgo() throws Exception {
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
        metrics.watchQueues(metadata, config(true), clock);
        assertThat(page.text()).contains("registry_collection_deletions_waiting 0.0");

        metadata.deletions().queue(List.of(key("a"), key("b")));
        clock.advance(Duration.ofSeconds(15));
        assertThat(page.text()).contains("registry_collection_deletions_waiting 0.0");
        clock.advance(Duration.ofSeconds(1));
        assertThat(page.text())
                .contains(
                        "registry_collection_deletions_waiting 2.0", "registry_collection_deletions_age_seconds 16.0");
    }

    @Test
    void showsTheHoldsOnDeletions() throws Exception {
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
        metadata.deletionHolds().hold("old", Duration.ofSeconds(1));
        metadata.deletionHolds().hold("nightly", Duration.ofHours(1));
        clock.advance(Duration.ofMinutes(1));
        metrics.watchQueues(metadata, config(true), clock);
        assertThat(page.text())
                .contains(
                        "registry_collection_holds{state=\"in_force\"} 1.0",
                        "registry_collection_holds{state=\"expired\"} 1.0",
                        "registry_collection_hold_age_seconds 60.0");
    }

    @Test
    void showsWhatAwaitsItsReviewAndForHowLongItHasBeenDue() throws Exception {
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
        RepositoryName repository = RepositoryName.parse("app").orElseThrow();
        Digest digest = Digest.of("sha256:" + "0".repeat(64));
        metadata.uploads().finish(new FinishedUpload(repository, Optional.empty(), digest, 10, key("a")));
        clock.advance(Duration.ofSeconds(90));
        metrics.watchQueues(metadata, config(true), clock);
        assertThat(page.text())
                .contains(
                        "registry_collection_waiting{kind=\"link\",reason=\"uploaded\"} 1.0",
                        "registry_collection_waiting{kind=\"link\",reason=\"mounted\"} 0.0",
                        "registry_collection_overdue_seconds{kind=\"link\"} 30.0",
                        "registry_collection_overdue_seconds{kind=\"manifest\"} 0.0");
    }

    @Test
    void whatIsNeverReviewedIsNeverOverdue() throws Exception {
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
        assertThat(CollectionQueues.status(metadata, config(false)).nextDue()).isEmpty();
        metrics.watchQueues(metadata, config(false), clock);
        assertThat(page.text()).contains("registry_collection_overdue_seconds{kind=\"manifest\"} 0.0");
    }

    private static CollectorConfig config(boolean untagged) {
        return CollectorConfig.builder()
                .delays(ReviewDelays.of(Duration.ofMinutes(1)))
                .untaggedManifests(untagged)
                .build();
    }

    @Test
    void showsWhatAwaitsDeliveryAndWhatBecameOfTheRest() throws Exception {
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
        metrics.watchOutbox(metadata.events(), "audit", clock);
        RepositoryName repository = RepositoryName.parse("app").orElseThrow();
        Digest digest = Digest.of("sha256:" + "0".repeat(64));
        metadata.uploads()
                .finish(new FinishedUpload(
                        repository, Optional.empty(), digest, 10, key("a"), List.of(new NewEvent("audit", "{}"))));
        clock.advance(Duration.ofSeconds(30));
        metrics.notifications().delivered("audit", 3);
        metrics.notifications().failed("audit", 2);
        metrics.notifications().dropped("audit", 4);
        metrics.notifications().pullsDropped("audit", 1);

        assertThat(page.text())
                .contains(
                        "registry_events_waiting{endpoint=\"audit\"} 1.0",
                        "registry_events_age_seconds{endpoint=\"audit\"} 30.0",
                        "registry_events_total{endpoint=\"audit\",result=\"delivered\"} 3.0",
                        "registry_events_total{endpoint=\"audit\",result=\"failed\"} 2.0",
                        "registry_events_total{endpoint=\"audit\",result=\"dropped\"} 4.0",
                        "registry_events_total{endpoint=\"audit\",result=\"pulls-dropped\"} 1.0");
    }

    @Test
    void doesNotMakeUpNumbers() {
        UnreadableQueues metadata = new UnreadableQueues(new InMemoryMetadataStore(clock));
        metrics.watchQueues(metadata, config(true), clock);
        metadata.fails = true;
        assertThat(page.text()).contains("registry_collection_deletions_waiting NaN");
        metadata.fails = false;
        clock.advance(Duration.ofSeconds(16));
        assertThat(page.text()).contains("registry_collection_deletions_waiting 0.0");
    }

    @Test
    void measuresTheRuntimeToo() {
        assertThat(page.text())
                .contains("jvm_memory_used_bytes{", "jvm_threads_live_threads", "process_uptime_seconds");
    }

    private static StorageKey key(String name) {
        return new StorageKey(name);
    }
}
