package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.OTHER;
import static dev.berth.registry.jdbi.Sample.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The calls of requests to the store, one by one, in an order in which each succeeds. */
final class Intentions {
    private static final RepositoryName NEW = new RepositoryName("team/new");

    private static final PageRequest PAGE = PageRequest.first(10);

    private static final List<Object> FAILURES =
            List.of(false, Optional.empty(), DeleteOutcome.UNKNOWN, DeleteOutcome.REFERENCED, FinishOutcome.STALE);

    private final MetadataStore store;
    private final Map<String, Intention> intentions = new LinkedHashMap<>();

    /** Stores their prerequisites. */
    Intentions(MetadataStore store) throws Exception {
        this.store = store;
        collect();
    }

    private interface Intention {
        Object run(MetadataStore store) throws Exception;
    }

    /** Runs all; {@code watched} then has the statistics of each one. */
    <T> Map<String, T> run(WatchedDataSource watched, Function<WatchedDataSource, T> seen) throws Exception {
        Map<String, T> all = new LinkedHashMap<>();
        for (Map.Entry<String, Intention> intention : intentions.entrySet()) {
            watched.forget();
            Object answer = intention.getValue().run(store);
            assertThat(answer)
                    .as(intention.getKey())
                    .isNotIn(FAILURES)
                    .isNotInstanceOfAny(PutOutcome.Missing.class, PutOutcome.Immutable.class);
            all.put(intention.getKey(), seen.apply(watched));
        }
        return all;
    }

    private void collect() throws Exception {
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
        intentions.put("find repository", s -> s.insights().repository(APP));
        intentions.put("list tags by name", s -> s.insights().tags().page(APP, TagQuery.first(10, Order.NAME, false)));
        intentions.put(
                "list tags by time", s -> s.insights().tags().page(APP, TagQuery.first(10, Order.PUBLISHED, true)));
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

    /** Earlier calls of the same kind, on other content. */
    private void collectTold(Digest... layers) {
        intentions.put("finish and tell", s -> s.uploads().finish(withEvents("told")));
        intentions.put(
                "mount and tell", s -> s.blobLinks().mount(OTHER, APP, digest("told"), Sample.withEvents("mount")));
        intentions.put(
                "put and tell",
                s -> s.manifests().put(APP, Sample.withEvents(Sample.image("told", List.of("told"), layers), "put")));
        intentions.put(
                "put untagged and tell",
                s -> s.manifests()
                        .put(APP, Sample.withEvents(Sample.image("told untagged", List.of(), layers), "put")));
        intentions.put(
                "put immutable",
                s -> s.manifests()
                        .put(APP, Sample.immutable(Sample.image("for-good", List.of("for-good"), layers), "for-good")));
        intentions.put("delete tag and tell", s -> s.tags().delete(APP, new Tag("told"), Sample.withEvents("delete")));
        intentions.put(
                "delete manifest and tell",
                s -> s.manifests().delete(APP, digest("told"), Sample.withEvents("delete")));
        intentions.put("unlink and tell", s -> s.blobLinks().unlink(APP, digest("told"), Sample.withEvents("unlink")));
        intentions.put("claim events", s -> s.events().claim(Sample.HOOK, 100, Duration.ofMinutes(1)));
    }

    private static FinishedUpload withEvents(String word) {
        return new FinishedUpload(
                APP, Optional.empty(), digest(word), 6, new StorageKey(word), Sample.withEvents("finished " + word));
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
        intentions.put("mount into a new one", s -> s.blobLinks().mount(NEW, APP, digest("object")));
    }

    private static Digest[] layers(MetadataStore store, int count) throws Exception {
        List<Digest> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(Sample.blob(store, APP, "layer" + i));
            store.uploads().finish(withEvents("other" + i));
        }
        return layers.toArray(Digest[]::new);
    }
}
