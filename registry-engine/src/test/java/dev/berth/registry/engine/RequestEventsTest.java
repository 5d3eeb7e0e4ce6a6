package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.OTHER;
import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static dev.berth.registry.engine.EngineTestBed.digest;
import static dev.berth.registry.engine.EngineTestBed.image;
import static dev.berth.registry.engine.EngineTestBed.push;
import static dev.berth.registry.engine.EngineTestBed.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.MountSource;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.event.Actor;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import dev.berth.registry.event.Origin;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.EventPublisher;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.events.PendingEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Events of a change are in the outbox once the change is committed, and only then. */
class RequestEventsTest {
    private static final Tag LATEST = new Tag("latest");

    private final EngineTestBed bed = new EngineTestBed();
    private final Listening publisher = new Listening();
    private final Registry registry =
            RegistryEngine.builder().clock(bed.clock).publisher(publisher).build(bed.metadata, bed.storage);
    private final byte[] layer = bed.generated.bytes(300);

    @Test
    void tellsOfPushes() throws Exception {
        String manifest = image(registry, REPOSITORY, layer);
        put(registry, REPOSITORY, LATEST, manifest);

        List<Event> recorded = recorded();
        assertThat(recorded).extracting(Event::action).containsOnly(EventAction.PUSH);
        assertThat(recorded)
                .extracting(event -> event.target().digest().orElseThrow())
                .containsExactly(digest("{}".getBytes(UTF_8)), digest(layer), digest(manifest.getBytes(UTF_8)));
        assertThat(recorded.get(1).target().size()).hasValue(300);
        assertThat(recorded.get(2).target().tag()).contains(LATEST);
        assertThat(recorded).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(recorded).allMatch(event -> event.at().equals(bed.clock.instant()));
    }

    @Test
    void tellsOnceForEveryTag() throws Exception {
        byte[] manifest = image(registry, REPOSITORY, layer).getBytes(UTF_8);
        recorded();
        ManifestPush push = new ManifestPush(
                digest(manifest), List.of(new Tag("a"), new Tag("b")), Optional.empty(), ByteBuffer.wrap(manifest));

        registry.manifests().put(REPOSITORY, push);

        assertThat(recorded())
                .extracting(event -> event.target().tag().orElseThrow())
                .containsExactly(new Tag("a"), new Tag("b"));
    }

    @Test
    void tellsOfRenames() throws Exception {
        push(registry, REPOSITORY, layer);
        recorded();
        Rename rename = new Rename(REPOSITORY, new RepositoryName("renamed/app"), "ann");

        registry.administration().lease(rename);
        assertThat(recorded()).isEmpty();
        registry.administration().rename(rename);

        Event event = only(recorded());
        assertThat(event.action()).isEqualTo(EventAction.RENAME);
        assertThat(event.target().repository()).isEqualTo(rename.to());
        assertThat(event.target().from()).contains(REPOSITORY);
        assertThatThrownBy(() -> registry.administration().rename(rename))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NAME_UNKNOWN));
        assertThat(recorded()).isEmpty();
    }

    @Test
    void tellsOfMounts() throws Exception {
        Digest blob = push(registry, REPOSITORY, layer);
        recorded();

        assertThat(registry.uploads().mount(OTHER, blob, new MountSource.From(REPOSITORY)))
                .isTrue();

        Event mount = only(recorded());
        assertThat(mount.action()).isEqualTo(EventAction.MOUNT);
        assertThat(mount.target().repository()).isEqualTo(OTHER);
        assertThat(mount.target().from()).contains(REPOSITORY);
        assertThat(mount.target().size()).hasValue(300);
    }

    @Test
    void tellsOfDeletions() throws Exception {
        String manifest = image(registry, REPOSITORY, layer);
        Digest digest = put(registry, REPOSITORY, LATEST, manifest).digest();
        Digest blob = push(registry, OTHER, layer);
        recorded();

        registry.tags().delete(REPOSITORY, LATEST);
        registry.manifests().delete(REPOSITORY, digest);
        registry.blobs().delete(OTHER, blob);

        List<Event> recorded = recorded();
        assertThat(recorded).extracting(Event::action).containsOnly(EventAction.DELETE);
        assertThat(recorded).extracting(event -> event.target().tag()).contains(Optional.of(LATEST), Optional.empty());
        assertThat(recorded)
                .extracting(event -> event.target().digest())
                .containsExactlyInAnyOrder(Optional.empty(), Optional.of(digest), Optional.of(blob));
    }

    @Test
    void tellsNothingOfWhatWasRefused() throws Exception {
        String orphan = image(digest(layer), digest("{}".getBytes(UTF_8)));
        assertThatThrownBy(() -> put(registry, REPOSITORY, LATEST, orphan)).isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> registry.tags().delete(REPOSITORY, LATEST)).isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> registry.blobs().delete(REPOSITORY, digest(layer)))
                .isInstanceOf(RegistryException.class);
        assertThat(registry.uploads().mount(OTHER, digest(layer), new MountSource.From(REPOSITORY)))
                .isFalse();

        assertThat(recorded()).isEmpty();
        assertThat(publisher.woken).isZero();
    }

    @Test
    void tellsOfReadsAtOnceAndNotThroughTheOutbox() throws Exception {
        String manifest = image(registry, REPOSITORY, layer);
        put(registry, REPOSITORY, LATEST, manifest);
        recorded();

        registry.manifests().find(REPOSITORY, LATEST);
        registry.blobs().find(REPOSITORY, digest(layer));
        registry.manifests().find(REPOSITORY, new Tag("nowhere"));

        assertThat(recorded()).isEmpty();
        assertThat(publisher.pulls).hasSize(2).allMatch(event -> event.action() == EventAction.PULL);
        assertThat(publisher.pulls.get(0).target().tag()).contains(LATEST);
    }

    @Test
    void tellsOfTheRequestThatDidIt() throws Exception {
        Origin origin = new Origin(
                Optional.of("r1"),
                Optional.of("192.0.2.1"),
                Optional.of("registry"),
                Optional.of("PUT"),
                Optional.of("curl"),
                new Actor(Optional.of("alice"), Optional.of("personal_access_token"), Optional.of("token")),
                Optional.of("https://registry"));

        push(registry.within(() -> origin), REPOSITORY, layer);
        push(registry, OTHER, layer);

        assertThat(recorded()).extracting(Event::origin).containsExactlyInAnyOrder(origin, Origin.UNKNOWN);
    }

    @Test
    void nobodyIsAskedWhoTheyAreWhenNobodyListens() {
        Registry silent = bed.node();

        assertThat(silent.within(() -> {
                    throw new AssertionError("asked");
                }))
                .isSameAs(silent);
    }

    @Test
    void immutableTagsAreSetOnce() {
        byte[] first = image(registry, REPOSITORY, layer).getBytes(UTF_8);
        byte[] second = image(registry, REPOSITORY, bed.generated.bytes(10)).getBytes(UTF_8);

        registry.manifests().put(REPOSITORY, immutable(first));
        registry.manifests().put(REPOSITORY, immutable(first));

        assertThatThrownBy(() -> registry.manifests().put(REPOSITORY, immutable(second)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("latest");
        assertThat(registry.manifests().find(REPOSITORY, digest(second))).isEmpty();
    }

    private static ManifestPush immutable(byte[] manifest) {
        return new ManifestPush(LATEST, List.of(), Optional.empty(), ByteBuffer.wrap(manifest), Set.of(LATEST));
    }

    private static Event only(List<Event> events) {
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    /** The content of the outbox, which is emptied. */
    private List<Event> recorded() throws Exception {
        List<Event> recorded = new ArrayList<>();
        Optional<ClaimedEvents> claimed = bed.metadata.events().claim("test", 100, Duration.ofMinutes(1));
        while (claimed.isPresent()) {
            for (PendingEvent waiting : claimed.get().events()) {
                recorded.add(publisher.recorded.get(waiting.payload()));
            }
            bed.metadata.events().done(claimed.get());
            claimed = bed.metadata.events().claim("test", 100, Duration.ofMinutes(1));
        }
        return recorded;
    }

    private static final class Listening implements EventPublisher {
        private final Map<String, Event> recorded = new HashMap<>();
        private final List<Event> pulls = new ArrayList<>();
        private int woken;

        @Override
        public EventNode node() {
            return new EventNode(Optional.of("here"), "1");
        }

        @Override
        public boolean wants(EventAction action) {
            return true;
        }

        @Override
        public List<NewEvent> newEvents(Event event) {
            recorded.put(event.id(), event);
            return List.of(new NewEvent("test", event.id()));
        }

        @Override
        public void recorded() {
            woken++;
        }

        @Override
        public void pulled(Event event) {
            pulls.add(event);
        }
    }
}
