package dev.berth.registry.launcher.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.ReviewReason;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectionMappingTest {
    @Test
    void waitsForADayUnlessToldOtherwise() throws Exception {
        CollectorConfig collector = settings("{}").collector();
        assertThat(collector.toString()).isEqualTo(CollectorConfig.defaults().toString());
    }

    @Test
    void hasADelayForEveryReason() throws Exception {
        for (ReviewReason reason : ReviewReason.values()) {
            String name = reason.name().toLowerCase(Locale.ROOT).replace("_", "");
            ReviewDelays delays =
                    settings("{reviewafter: 2h, delays: {" + name + ": 10m}}").delays();
            assertThat(delays).isEqualTo(ReviewDelays.of(Duration.ofHours(2)).with(reason, Duration.ofMinutes(10)));
        }
    }

    @Test
    void tellsTheEngineTheShortestDelay() throws Exception {
        Configuration configuration = read("{reviewafter: 2h, delays: {tagmoved: 10m, uploaded: 7d}}");
        assertThat(new ServerMapping(configuration, Clock.systemUTC()).engine().reviewDelay())
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void goesAsFastAsItIsTold() throws Exception {
        CollectorConfig collector = settings(
                        "{batch: {reviews: 7, deletions: 8}, rate: {reviews: 9, deletions: 10}, share: 0.25}")
                .collector();
        assertThat(collector.reviewBatch()).isEqualTo(7);
        assertThat(collector.deletionBatch()).isEqualTo(8);
        assertThat(collector.reviewsPerSecond()).hasValue(9);
        assertThat(collector.deletionsPerSecond()).hasValue(10);
        assertThat(collector.share()).isEqualTo(0.25);
    }

    @Test
    void refusesAShareThatIsNone() {
        for (String share : new String[] {"0", "1.5", "-1", "much"}) {
            assertThatExceptionOfType(InvalidConfiguration.class)
                    .isThrownBy(() -> read("{share: " + share + "}"))
                    .withMessageContaining("gc.share: expected a number above 0 and at most 1");
        }
    }

    @Test
    void keepsUntaggedManifestsWhenTold() throws Exception {
        assertThat(settings("{}").collector().untaggedManifests()).isTrue();
        assertThat(settings("{untagged: keep}").collector().untaggedManifests()).isFalse();
        assertThat(settings("{manifests: {disabled: true}}").collector().untaggedManifests())
                .isFalse();
    }

    @Test
    void collectsNothingWhenSwitchedOffOrReadOnly() throws Exception {
        assertThat(settings("{}").whyNothingIsCollected()).isEmpty();
        assertThat(settings("{disabled: true}").whyNothingIsCollected())
                .hasValueSatisfying(why -> assertThat(why).contains("gc.disabled"));
        assertThat(settings("{blobs: {disabled: true}}").whyNothingIsCollected())
                .isPresent();
        Configuration readOnly =
                ConfigurationReader.read(Map.of("REGISTRY_STORAGE", "{maintenance: {readonly: {enabled: true}}}"));
        assertThat(new CollectionMapping(readOnly).whyNothingIsCollected())
                .hasValueSatisfying(why -> assertThat(why).contains("read-only"));
    }

    @Test
    void saysWhyItDoesNotTakeWhatAnotherCollectorHas() throws Exception {
        Configuration configuration = read("{maxbackoff: 24h, noidlebackoff: true, transactiontimeout: 10s,"
                + " blobs: {interval: 5s, storagetimeout: 5s}, manifests: {interval: 5s}, reviewafter: 1d}");
        assertThat(configuration.warnings()).hasSize(6);
    }

    private static CollectionMapping settings(String gc) throws InvalidConfiguration {
        return new CollectionMapping(read(gc));
    }

    private static Configuration read(String gc) throws InvalidConfiguration {
        return ConfigurationReader.read(Map.of("REGISTRY_GC", gc));
    }
}
