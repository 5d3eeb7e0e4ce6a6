package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.digest;
import static dev.berth.registry.jdbi.Sample.image;
import static dev.berth.registry.jdbi.Sample.immutable;
import static dev.berth.registry.jdbi.Sample.recorded;
import static dev.berth.registry.jdbi.Sample.withEvents;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tags that are set once, by two at the same time. */
class ImmutableTagInterleavingIT extends CollectionInterleaving {
    private static final Tag V1 = new Tag("v1");
    private static final PutOutcome REFUSED = new PutOutcome.Immutable(new TreeSet<>(Set.of(V1)));

    private PutOutcome second(NewManifest first, boolean committed, NewManifest second) throws Exception {
        try (OtherSession other = OtherSession.begin(database)) {
            other.store(clock).manifests().put(APP, first);
            Future<PutOutcome> putting = other.blocks(() -> store.manifests().put(APP, second));
            other.execute(committed ? "COMMIT" : "ROLLBACK");
            return putting.get();
        }
    }

    private static NewManifest forGood(String word) {
        return withEvents(immutable(image(word, List.of("v1", "latest")), "v1"), word);
    }

    private static NewManifest movable(String word) {
        return withEvents(image(word, List.of("v1", "latest")), word);
    }

    private Optional<Digest> named(String tag) throws Exception {
        return store.manifests()
                .find(APP, new Tag(tag))
                .map(found -> found.manifest().digest());
    }

    private void assertFirstStands() throws Exception {
        assertThat(recorded(store)).containsExactly("one");
        assertThat(named("v1")).hasValue(digest("one"));
        assertThat(named("latest")).hasValue(digest("one"));
        assertThat(store.manifests().find(APP, digest("two"))).isEmpty();
    }

    @Test
    void ofTwoThatSetItFirstTheSecondIsRefused() throws Exception {
        store.manifests().put(APP, image("other", List.of()));

        assertThat(second(forGood("one"), true, forGood("two"))).isEqualTo(REFUSED);

        assertFirstStands();
    }

    @Test
    void theSecondSetsItIfTheFirstIsUndone() throws Exception {
        store.manifests().put(APP, image("other", List.of()));

        assertThat(second(forGood("one"), false, forGood("two"))).isEqualTo(new PutOutcome.Stored());

        assertThat(recorded(store)).containsExactly("two");
        assertThat(named("v1")).hasValue(digest("two"));
    }

    @Test
    void theSecondIsRefusedInARepositoryThatIsNew() throws Exception {
        assertThat(second(forGood("one"), true, forGood("two"))).isEqualTo(REFUSED);

        assertFirstStands();
    }

    @Test
    void isNotMovedFromWhereSomebodyElsePutItMeanwhile() throws Exception {
        store.manifests().put(APP, image("other", List.of()));

        assertThat(second(movable("one"), true, forGood("two"))).isEqualTo(REFUSED);

        assertFirstStands();
    }

    @Test
    void isMovedByWhoMay() throws Exception {
        store.manifests().put(APP, image("other", List.of()));

        assertThat(second(forGood("one"), true, movable("two"))).isEqualTo(new PutOutcome.Stored());

        assertThat(recorded(store)).containsExactly("one", "two");
        assertThat(named("v1")).hasValue(digest("two"));
    }

    @Test
    void isSetIfItGoesMeanwhile() throws Exception {
        store.manifests().put(APP, image("one", List.of("v1")));
        try (OtherSession other = OtherSession.begin(database)) {
            other.store(clock).tags().delete(APP, V1);
            Future<PutOutcome> putting = other.blocks(() -> store.manifests().put(APP, forGood("two")));
            other.commit();

            assertThat(putting.get()).isEqualTo(new PutOutcome.Stored());
        }
        assertThat(named("v1")).hasValue(digest("two"));
    }
}
