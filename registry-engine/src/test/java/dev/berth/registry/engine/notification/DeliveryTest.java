package dev.berth.registry.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.event.DeliveryRefused;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventsRefused;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.EventBacklog;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.events.RefusedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Batches, one after the other, on a clock that stands still. */
class DeliveryTest {
    private static final Duration BACKOFF = Duration.ofSeconds(10);

    private final TestClock clock = new TestClock();
    private final OutboxBed bed = new OutboxBed(clock);
    private final List<Event> taken = new ArrayList<>();
    private final Counts counts = new Counts();
    private boolean up = true;

    @Test
    void deliversInOrderAndForgets() throws Exception {
        Notifier publisher = publisher(RetryPolicy.DEFAULT);
        List<Event> recorded = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            recorded.add(bed.record(publisher, Events.REPOSITORY, "t" + i));
        }

        Delivery delivery = delivery(RetryPolicy.DEFAULT);
        while (delivery.changes()) {
            // until nothing is left
        }

        assertThat(taken).isEqualTo(recorded);
        assertThat(counts.delivered).isEqualTo(250);
        assertThat(bed.outbox().backlog("sink").waiting()).isZero();
    }

    @Test
    void waitsBetweenAttemptsAndBeginsWhereItWas() throws Exception {
        Notifier publisher = publisher(RetryPolicy.DEFAULT);
        Event first = bed.record(publisher, Events.REPOSITORY, "first");
        Delivery delivery = delivery(new RetryPolicy(2, BACKOFF, OptionalInt.empty()));
        up = false;

        assertThat(delivery.changes()).isTrue();
        assertThat(delivery.changes()).as("before it is due again").isFalse();
        clock.advance(Duration.ofMillis(1_500));
        assertThat(delivery.changes()).as("soon, below the threshold").isTrue();
        clock.advance(Duration.ofMillis(1_500));
        assertThat(delivery.changes()).as("soon, at the threshold").isFalse();
        Event second = bed.record(publisher, Events.REPOSITORY, "second");
        assertThat(delivery.changes()).as("the later one does not overtake").isFalse();
        up = true;
        clock.advance(BACKOFF.multipliedBy(2));
        assertThat(delivery.changes()).isTrue();

        assertThat(taken).containsExactly(first, second);
        assertThat(counts.failed).isEqualTo(2);
    }

    @Test
    void givesUpAfterTheLastAttempt() throws Exception {
        bed.record(publisher(RetryPolicy.DEFAULT), Events.REPOSITORY, "lost");
        Delivery delivery = delivery(new RetryPolicy(1, BACKOFF, OptionalInt.of(2)));
        up = false;

        assertThat(delivery.changes()).isTrue();
        assertThat(counts.dropped).isZero();
        clock.advance(BACKOFF.multipliedBy(2));
        assertThat(delivery.changes()).isTrue();

        assertThat(counts.dropped).isEqualTo(1);
        assertThat(bed.outbox().backlog("sink").waiting()).isZero();
    }

    @Test
    void goesOnAfterWhatNobodyCanRead() throws Exception {
        bed.record(Events.REPOSITORY, List.of(new NewEvent("sink", "not an event")));
        Event good = bed.record(publisher(RetryPolicy.DEFAULT), Events.REPOSITORY, "good");

        assertThat(delivery(RetryPolicy.DEFAULT).changes()).isTrue();

        assertThat(taken).containsExactly(good);
        assertThat(counts.dropped).isEqualTo(1);
    }

    @Test
    void setsAsideWhatIsRefusedForGoodAndDeliversTheRest() throws Exception {
        Notifier publisher = publisher(RetryPolicy.DEFAULT);
        Event first = bed.record(publisher, Events.REPOSITORY, "first");
        bed.record(publisher, Events.REPOSITORY, "unknown");
        Event last = bed.record(publisher, Events.REPOSITORY, "last");
        Delivery delivery = delivery(refusing("unknown"));

        assertThat(delivery.changes()).isTrue();
        assertThat(delivery.changes()).isFalse();

        assertThat(taken).containsExactly(first, last);
        assertThat(counts.setAside).isEqualTo(1);
        assertThat(counts.failed).isZero();
        assertThat(bed.outbox().backlog("sink")).isEqualTo(new EventBacklog(0, Optional.empty(), 1));
        assertThat(refusals()).containsExactly(Optional.of("answered 400"));
    }

    /** The refusal of the event itself, not that of the batch. */
    @Test
    void recordsTheRefusalOfEachEventAsOneBoundedLine() throws Exception {
        Notifier publisher = publisher(RetryPolicy.DEFAULT);
        for (String tag : List.of("t1", "t2", "t3")) {
            bed.record(publisher, Events.REPOSITORY, tag);
        }
        Delivery delivery = delivery(Subscription.to("sink", events -> {
            String tag = events.get(0).target().tag().orElseThrow().value();
            throw switch (events.size() == 1 ? tag : "") {
                case "t1" -> new EventsRefused("a\nb\u0000\u202ec");
                case "t2" -> new EventsRefused("\r\n");
                case "t3" -> new EventsRefused("x".repeat(10_000));
                default -> new EventsRefused("all");
            };
        }));

        delivery.changes();

        assertThat(refusals())
                .containsExactly(Optional.of("a b  c"), Optional.of("EventsRefused"), Optional.of("x".repeat(500)));
    }

    private List<Optional<String>> refusals() throws StoreException {
        return bed.outbox().setAsideEvents().list("sink", 0, 10).stream()
                .map(RefusedEvent::refusal)
                .toList();
    }

    @Test
    void setsAsideASingleEventThatIsRefusedForGood() throws Exception {
        Notifier publisher = publisher(RetryPolicy.DEFAULT);
        bed.record(publisher, Events.REPOSITORY, "unknown");
        Delivery delivery = delivery(refusing("unknown"));

        assertThat(delivery.changes()).isTrue();
        Event next = bed.record(publisher, Events.REPOSITORY, "next");
        assertThat(delivery.changes()).isTrue();

        assertThat(taken).containsExactly(next);
        assertThat(counts.setAside).isEqualTo(1);
    }

    /** A receiver answers 404 to the event of a project that it does not know. */
    @Test
    void setsAsideWhatIsRefusedWhileTheSinkAcceptsOthers() throws Exception {
        Notifier publisher = publisher(RetryPolicy.DEFAULT);
        Event first = bed.record(publisher, Events.REPOSITORY, "first");
        bed.record(publisher, Events.REPOSITORY, "unknown");
        bed.record(publisher, Events.REPOSITORY, "unknown2");
        Event last = bed.record(publisher, Events.REPOSITORY, "last");
        Delivery delivery = delivery(answering404To("unknown"));

        for (int i = 0; i < 5; i++) {
            assertThat(delivery.changes()).isTrue();
            clock.advance(BACKOFF.multipliedBy(2));
        }

        assertThat(taken).containsExactly(first, last);
        assertThat(counts.setAside).isEqualTo(2);
        assertThat(bed.outbox().backlog("sink")).isEqualTo(new EventBacklog(0, Optional.empty(), 2));
        assertThat(refusals()).containsOnly(Optional.of("answered 404"));
    }

    @Test
    void keepsWhatASinkRefusesThatAcceptsNothing() throws Exception {
        Notifier publisher = publisher(RetryPolicy.DEFAULT);
        List<Event> recorded =
                List.of(bed.record(publisher, Events.REPOSITORY, "t1"), bed.record(publisher, Events.REPOSITORY, "t2"));
        Delivery delivery = delivery(answering404To("t"));

        for (int i = 0; i < 21; i++) {
            assertThat(delivery.changes()).isTrue();
            clock.advance(BACKOFF.multipliedBy(2));
        }

        assertThat(counts.setAside).isZero();
        assertThat(bed.outbox().backlog("sink").waiting()).isEqualTo(2);
        assertThat(delivery(RetryPolicy.DEFAULT).changes()).isTrue();
        assertThat(taken).isEqualTo(recorded);
    }

    /** The last of a batch may be refused for a while: it is kept until a later one is accepted. */
    @Test
    void keepsTheLastThatIsRefusedSo() throws Exception {
        Notifier publisher = publisher(RetryPolicy.DEFAULT);
        Event first = bed.record(publisher, Events.REPOSITORY, "first");
        bed.record(publisher, Events.REPOSITORY, "unknown");
        Delivery delivery = delivery(answering404To("unknown"));
        for (int i = 0; i < 6; i++) {
            assertThat(delivery.changes()).isTrue();
            clock.advance(BACKOFF.multipliedBy(2));
        }
        assertThat(taken).containsExactly(first);
        assertThat(bed.outbox().backlog("sink").waiting()).isEqualTo(1);

        Event next = bed.record(publisher, Events.REPOSITORY, "next");
        for (int i = 0; i < 5; i++) {
            delivery.changes();
            clock.advance(BACKOFF.multipliedBy(2));
        }

        assertThat(taken).containsExactly(first, next);
        assertThat(bed.outbox().backlog("sink")).isEqualTo(new EventBacklog(0, Optional.empty(), 1));
    }

    private Subscription answering404To(String tag) {
        return Subscription.to("sink", events -> {
            if (events.stream()
                    .anyMatch(
                            event -> event.target().tag().orElseThrow().value().startsWith(tag))) {
                throw new DeliveryRefused("answered 404");
            }
            take(events);
        });
    }

    private Subscription refusing(String tag) {
        return Subscription.to("sink", events -> {
            if (events.stream()
                    .anyMatch(event -> event.target().tag().toString().contains(tag))) {
                throw new EventsRefused("answered 400");
            }
            take(events);
        });
    }

    @Test
    void aSinkThatThrowsWhateverItWantsLosesNothing() throws Exception {
        Event event = bed.record(publisher(RetryPolicy.DEFAULT), Events.REPOSITORY, "kept");
        Subscription broken = Subscription.to("sink", events -> {
            throw new IllegalStateException("broken");
        });

        assertThat(delivery(broken).changes()).isTrue();
        clock.advance(BACKOFF);
        assertThat(delivery(RetryPolicy.DEFAULT).changes()).isTrue();

        assertThat(taken).containsExactly(event);
    }

    @Test
    void dropsWhatIsTooOldAndWhatIsTooMuch() throws Exception {
        Notifier publisher = publisher(RetryPolicy.DEFAULT);
        bed.record(publisher, Events.REPOSITORY, "old");
        clock.advance(Duration.ofHours(2));
        for (int i = 0; i < 2_010; i++) {
            bed.record(publisher, new RepositoryName("r" + i % 7), "t" + i);
        }

        delivery(RetryPolicy.DEFAULT).prune();

        assertThat(counts.dropped).isEqualTo(2_001);
        assertThat(bed.outbox().backlog("sink").waiting()).isEqualTo(10);
    }

    @Test
    void readsAreToldOnce() {
        PullQueue pulls = new PullQueue(2);
        for (int i = 0; i < 5; i++) {
            pulls.add(Events.of(Events.REPOSITORY, "t" + i));
        }

        Delivery delivery = delivery(RetryPolicy.DEFAULT);
        assertThat(delivery.pulls(pulls)).isTrue();
        assertThat(delivery.pulls(pulls)).isFalse();
        up = false;
        pulls.add(Events.of(Events.REPOSITORY, "lost"));
        assertThat(delivery.pulls(pulls)).isTrue();

        assertThat(taken).hasSize(2);
        assertThat(counts.pullsDropped).isEqualTo(4);
    }

    private Notifier publisher(RetryPolicy retryPolicy) {
        return Notifier.builder().report(subscription(retryPolicy)).clock(clock).build(bed.outbox());
    }

    private Delivery delivery(RetryPolicy retryPolicy) {
        return delivery(subscription(retryPolicy));
    }

    private Delivery delivery(Subscription subscription) {
        OutboxLimits limits = new OutboxLimits(Duration.ofHours(1), 10, 10);
        return new Delivery(
                bed.outbox(),
                subscription,
                NotifierConfig.DEFAULT.with(limits),
                clock,
                new SplittableRandom(1),
                counts);
    }

    private Subscription subscription(RetryPolicy retryPolicy) {
        return new Subscription("sink", this::take, Set.of(), Set.of(), retryPolicy);
    }

    private void take(List<Event> events) throws IOException {
        if (!up) {
            throw new IOException("down");
        }
        taken.addAll(events);
    }

    private static final class Counts implements NotificationListener {
        private int delivered;
        private int failed;
        private int setAside;
        private int dropped;
        private int pullsDropped;

        @Override
        public void delivered(String subscription, int events) {
            delivered += events;
        }

        @Override
        public void failed(String subscription, int events) {
            failed += events;
        }

        @Override
        public void setAside(String subscription, int events) {
            setAside += events;
        }

        @Override
        public void dropped(String subscription, int events) {
            dropped += events;
        }

        @Override
        public void pullsDropped(String subscription, int events) {
            pullsDropped += events;
        }
    }
}
