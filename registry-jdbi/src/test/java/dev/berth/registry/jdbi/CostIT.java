package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.OTHER;
import static dev.berth.registry.jdbi.Sample.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.DeleteOutcome;
import dev.berth.registry.spi.FinishOutcome;
import dev.berth.registry.spi.FinishedUpload;
import dev.berth.registry.spi.MetadataStore;
import dev.berth.registry.spi.NewUpload;
import dev.berth.registry.spi.PutOutcome;
import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.WriterState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an intention costs: what is sent to the database, and how much is locked there, whatever the partitions. */
class CostIT {
    private static final PageRequest PAGE = PageRequest.first(10);

    private static final List<Object> FAILURES =
            List.of(false, Optional.empty(), DeleteOutcome.UNKNOWN, DeleteOutcome.REFERENCED, FinishOutcome.STALE);

    /** The intentions that tell somebody, and their like that tell nobody. */
    private static final Map<String, String> TOLD = Map.of(
            "finish and tell", "finish upload",
            "mount and tell", "mount",
            "put and tell", "put manifest",
            "put untagged and tell", "put untagged",
            "delete tag and tell", "delete tag",
            "delete manifest and tell", "delete manifest",
            "unlink and tell", "unlink");

    private record Cost(int roundTrips, int statements, int locks) {
        String sent() {
            return statements + " statements in " + roundTrips + " round trips";
        }
    }

    private record Costs(Map<String, Cost> all) {
        Cost of(String intention) {
            return Objects.requireNonNull(all.get(intention), intention);
        }
    }

    private interface Intention {
        Object run(MetadataStore store) throws Exception;
    }

    private final Map<String, Intention> intentions = new LinkedHashMap<>();

    @Test
    void roundTripsAreFewAndLocksDoNotGrowWithPartitions() throws Exception {
        Costs whole = costs(1);
        Costs some = costs(16);
        Costs many = costs(64);

        many.all()
                .forEach((name, cost) -> System.out.printf(
                        "%-28s round trips %d, statements %d, relation locks %d / %d / %d at 1 / 16 / 64 partitions%n",
                        name,
                        cost.roundTrips(),
                        cost.statements(),
                        whole.of(name).locks(),
                        some.of(name).locks(),
                        cost.locks()));
        assertThat(some).isEqualTo(many);
        assertRoundTrips(many, 1, "find manifest by tag", "find manifest by digest", "find blob", "list tags");
        assertRoundTrips(many, 1, "start upload", "advance upload", "finish upload", "mount", "touch blob");
        assertRoundTrips(many, 1, "put manifest", "put untagged", "put index", "delete tag", "delete manifest");
        TOLD.forEach((told, silent) -> assertThat(many.of(told).sent())
                .as(told)
                .isEqualTo(many.of(silent).sent()));
        assertThat(many.of("delete tag").statements()).isLessThanOrEqualTo(2);
        assertThat(many.of("put manifest").statements()).isLessThanOrEqualTo(4);
        assertThat(many.of("find manifest by tag").locks()).isLessThanOrEqualTo(12);
        assertThat(many.all().values())
                .allSatisfy(cost -> assertThat(cost.locks()).isLessThanOrEqualTo(20));
    }

    private static void assertRoundTrips(Costs costs, int most, String... names) {
        for (String name : names) {
            assertThat(costs.of(name).roundTrips()).as(name).isLessThanOrEqualTo(most);
        }
    }

    private Costs costs(int partitions) throws Exception {
        try (TestDatabase database = TestDatabase.migrated(partitions)) {
            WatchedDataSource watched = new WatchedDataSource(database.pool());
            MetadataStore store = JdbiMetadataStore.over(watched, Clock.systemUTC());
            collect(store);
            Map<String, Cost> costs = new LinkedHashMap<>();
            for (Map.Entry<String, Intention> intention : intentions.entrySet()) {
                watched.forget();
                Object answer = intention.getValue().run(store);
                assertThat(answer)
                        .as(intention.getKey())
                        .isNotIn(FAILURES)
                        .isNotInstanceOfAny(PutOutcome.Missing.class, PutOutcome.Immutable.class);
                costs.put(
                        intention.getKey(),
                        new Cost(
                                watched.roundTrips(),
                                watched.statements(),
                                watched.locked().size()));
            }
            return new Costs(costs);
        }
    }

    private void collect(MetadataStore store) throws Exception {
        Digest[] layers = layers(store, 20);
        for (RepositoryName repository : List.of(APP, OTHER)) {
            Sample.blob(store, repository, "first");
            store.manifests().put(repository, Sample.image("image", List.of("latest"), digest("first")));
        }
        intentions.put("find manifest by tag", s -> s.manifests().find(APP, new Tag("latest")));
        intentions.put("find manifest by digest", s -> s.manifests().find(APP, digest("image")));
        intentions.put("find blob", s -> s.blobLinks().find(APP, digest("first")));
        intentions.put("touch blob", s -> s.blobLinks().touch(APP, digest("first")));
        intentions.put("list tags", s -> s.tags().list(APP, PAGE));
        intentions.put("list referrers", s -> s.manifests().referrers(APP, digest("image"), Optional.empty(), PAGE));
        intentions.put("list repositories", s -> s.repositories().list(PAGE));
        intentions.put("holders", s -> s.blobLinks().holders(digest("first"), PAGE));
        collectUploads();
        intentions.put("put manifest", s -> s.manifests().put(APP, Sample.image("new", List.of("latest"), layers)));
        intentions.put("put untagged", s -> s.manifests().put(APP, Sample.image("untagged", List.of(), layers)));
        intentions.put(
                "put index",
                s -> s.manifests()
                        .put(APP, Sample.index("index", List.of("index"), digest("new"), digest("untagged"))));
        intentions.put("delete tag", s -> s.tags().delete(APP, new Tag("index")));
        intentions.put("delete manifest", s -> s.manifests().delete(APP, digest("index")));
        intentions.put("unlink", s -> s.blobLinks().unlink(APP, digest("object")));
        collectTold(layers);
    }

    /** What was done before, on others of their kind. */
    private void collectTold(Digest... layers) {
        intentions.put("finish and tell", s -> s.uploads().finish(telling("told")));
        intentions.put("mount and tell", s -> s.blobLinks().mount(OTHER, APP, digest("told"), Sample.telling("mount")));
        intentions.put(
                "put and tell",
                s -> s.manifests().put(APP, Sample.telling(Sample.image("told", List.of("told"), layers), "put")));
        intentions.put(
                "put untagged and tell",
                s -> s.manifests().put(APP, Sample.telling(Sample.image("told untagged", List.of(), layers), "put")));
        intentions.put(
                "put immutable",
                s -> s.manifests()
                        .put(APP, Sample.immutable(Sample.image("for-good", List.of("for-good"), layers), "for-good")));
        intentions.put("delete tag and tell", s -> s.tags().delete(APP, new Tag("told"), Sample.telling("delete")));
        intentions.put(
                "delete manifest and tell", s -> s.manifests().delete(APP, digest("told"), Sample.telling("delete")));
        intentions.put("unlink and tell", s -> s.blobLinks().unlink(APP, digest("told"), Sample.telling("unlink")));
        intentions.put("claim events", s -> s.events().claim(Sample.HOOK, 100, Duration.ofMinutes(1)));
    }

    private static FinishedUpload telling(String word) {
        return new FinishedUpload(
                APP, Optional.empty(), digest(word), 6, new StorageKey(word), Sample.telling("finished " + word));
    }

    private void collectUploads() {
        UploadId id = new UploadId(UUID.randomUUID().toString());
        StorageKey key = new StorageKey("object");
        NewUpload upload = new NewUpload(
                APP, id, key, DigestAlgorithm.SHA256, Instant.now().plusSeconds(60));
        Optional<FinishedUpload.Session> session = Optional.of(new FinishedUpload.Session(id, 1));
        intentions.put("start upload", s -> {
            s.uploads().start(upload);
            return true;
        });
        intentions.put("advance upload", s -> s.uploads().advance(APP, id, 0, new WriterState(6, "")));
        intentions.put("find upload", s -> s.uploads().find(APP, id));
        intentions.put(
                "finish upload", s -> s.uploads().finish(new FinishedUpload(APP, session, digest("object"), 6, key)));
        intentions.put("mount", s -> s.blobLinks().mount(OTHER, APP, digest("object")));
    }

    private static Digest[] layers(MetadataStore store, int count) throws Exception {
        List<Digest> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(Sample.blob(store, APP, "layer" + i));
            store.uploads().finish(telling("other" + i));
        }
        return layers.toArray(Digest[]::new);
    }
}
