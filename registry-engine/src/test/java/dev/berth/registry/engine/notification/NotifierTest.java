package dev.berth.registry.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventSink;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Couriers at work, each in its thread. */
class NotifierTest {
    private static final NotifierConfig PATIENT =
            new NotifierConfig(10, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ZERO, OutboxLimits.DEFAULT);

    private final OutboxBed bed = new OutboxBed(Clock.systemUTC());
    private final List<Notifier> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Notifier::close);
    }

    @Test
    void deliversAsSoonAsSomethingIsRecorded() throws Exception {
        Inbox inbox = new Inbox();
        Notifier notifier = started(PATIENT, Subscription.to("inbox", inbox));

        Event event = bed.record(notifier, Events.REPOSITORY, "latest");

        assertThat(inbox.next()).isEqualTo(event);
    }

    @Test
    void oneThatHangsHoldsNobodyUp() throws Exception {
        Inbox inbox = new Inbox();
        CountDownLatch released = new CountDownLatch(1);
        EventSink hanging = events -> await(released);
        Notifier notifier = started(PATIENT, Subscription.to("hanging", hanging), Subscription.to("inbox", inbox));

        for (int i = 0; i < 50; i++) {
            Event event = bed.record(notifier, Events.REPOSITORY, "t" + i);
            assertThat(inbox.next()).isEqualTo(event);
        }
        released.countDown();
    }

    @Test
    void whatWasLeftIsDeliveredByTheNextProcess() throws Exception {
        Inbox inbox = new Inbox();
        List<Event> recorded = new ArrayList<>();
        try (Notifier neverStarted = notifier(PATIENT, Subscription.to("inbox", inbox))) {
            for (int i = 0; i < 30; i++) {
                recorded.add(bed.record(neverStarted, Events.REPOSITORY, "t" + i));
            }
        }

        started(PATIENT, Subscription.to("inbox", inbox));

        for (Event event : recorded) {
            assertThat(inbox.next()).isEqualTo(event);
        }
    }

    @Test
    void whatANeighbourRecordedIsDeliveredTheMomentItLooks() throws Exception {
        Inbox inbox = new Inbox();
        Notifier silent = notifier(PATIENT, Subscription.to("inbox", inbox));
        NotifierConfig watchful = new NotifierConfig(
                10, Duration.ofMinutes(1), Duration.ofMillis(5), Duration.ZERO, OutboxLimits.DEFAULT);
        started(watchful, Subscription.to("inbox", inbox));

        Event event = bed.record(silent, Events.REPOSITORY, "elsewhere");

        assertThat(inbox.next()).isEqualTo(event);
    }

    @Test
    void severalNodesKeepTheOrderOfARepository() throws Exception {
        Inbox inbox = new Inbox();
        NotifierConfig hasty = new NotifierConfig(
                3, Duration.ofMinutes(1), Duration.ofMillis(1), Duration.ofMillis(1), OutboxLimits.DEFAULT);
        Notifier first = started(hasty, Subscription.to("inbox", inbox));
        started(hasty, Subscription.to("inbox", inbox));
        started(hasty, Subscription.to("inbox", inbox));
        List<RepositoryName> repositories =
                List.of(Events.REPOSITORY, new RepositoryName("a"), new RepositoryName("b"), new RepositoryName("c"));

        for (int i = 0; i < 400; i++) {
            bed.record(first, repositories.get(i % 4), "t" + i);
        }

        List<Event> all = inbox.next(400);
        for (int r = 0; r < 4; r++) {
            RepositoryName repository = repositories.get(r);
            assertThat(all)
                    .filteredOn(event -> event.target().repository().equals(repository))
                    .extracting(event -> event.target().tag().orElseThrow().value())
                    .hasSize(100)
                    .isSortedAccordingTo((a, b) -> Integer.compare(number(a), number(b)));
        }
    }

    @Test
    void nobodyHearsWhatTheyDoNotWantToHear() throws Exception {
        Inbox pushes = new Inbox();
        Inbox others = new Inbox();
        Subscription noBlobs =
                new Subscription("others", others, Set.of(), Set.of(MediaType.OCI_MANIFEST), RetryPolicy.DEFAULT);
        Notifier notifier = started(
                PATIENT, Subscription.to("pushes", pushes).ignoring(EventAction.PULL, EventAction.DELETE), noBlobs);

        assertThat(notifier.wants(EventAction.PULL)).as("somebody does").isTrue();
        assertThat(notifier.newEvents(Events.whole(EventAction.PUSH)))
                .extracting(letter -> letter.recipient())
                .containsExactly("pushes");
        assertThat(notifier.newEvents(Events.bare(EventAction.DELETE)))
                .extracting(letter -> letter.recipient())
                .containsExactly("others");
        notifier.pulled(Events.bare(EventAction.PULL));
        assertThat(others.next().action()).isEqualTo(EventAction.PULL);
        assertThat(pushes.isEmpty()).isTrue();
    }

    @Test
    void endsThoughASinkHangs() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        EventSink hanging = events -> {
            entered.countDown();
            await(new CountDownLatch(1));
        };
        Notifier notifier = started(PATIENT, Subscription.to("hanging", hanging));
        bed.record(notifier, Events.REPOSITORY, "kept");
        assertThat(entered.await(1, TimeUnit.MINUTES)).isTrue();

        notifier.close();

        assertThat(bed.outbox().backlog("hanging").waiting()).isEqualTo(1);
    }

    @Test
    void refusesTwoOfOneName() {
        Subscription one = Subscription.to("same", events -> {});
        assertThatThrownBy(() -> notifier(PATIENT, one, one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same");
        assertThatThrownBy(() -> Subscription.to("", events -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    private Notifier started(NotifierConfig config, Subscription... subscriptions) {
        return notifier(config, subscriptions).start();
    }

    private Notifier notifier(NotifierConfig config, Subscription... subscriptions) {
        Notifier.Builder builder = Notifier.builder().config(config).address("node:5000");
        for (Subscription subscription : subscriptions) {
            builder.report(subscription);
        }
        Notifier notifier = builder.build(bed.outbox());
        opened.add(notifier);
        return notifier;
    }

    private static int number(String tag) {
        return Integer.parseInt(tag.substring(1));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new IOException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Keeps what it takes. */
    private static final class Inbox implements EventSink {
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

        @Override
        public void deliver(List<Event> delivered) {
            events.addAll(delivered);
        }

        Event next() throws InterruptedException {
            Event event = events.poll(1, TimeUnit.MINUTES);
            assertThat(event).as("an event within a minute").isNotNull();
            return event;
        }

        List<Event> next(int number) throws InterruptedException {
            List<Event> next = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                next.add(next());
            }
            return next;
        }

        boolean isEmpty() {
            return events.isEmpty();
        }
    }
}
