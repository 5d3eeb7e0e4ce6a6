package dev.berth.registry.engine.memory;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.EventBacklog;
import dev.berth.registry.spi.events.PendingEvent;
import dev.berth.registry.spi.events.RefusedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The pending events of one recipient. Used under the write lock only. */
final class EventQueue {
    private static final int LANES = 16;

    private final List<EventLane> lanes = lanes();
    /** The events set aside, by the lane from which they were. */
    private final List<EventLane> aside = lanes();

    private final Map<Long, String> refusals = new HashMap<>();

    private final String recipient;

    EventQueue(String recipient) {
        this.recipient = recipient;
    }

    private static List<EventLane> lanes() {
        return IntStream.range(0, LANES).mapToObj(any -> new EventLane()).toList();
    }

    void add(RepositoryName repository, PendingEvent event) {
        lane(Math.floorMod(repository.hashCode(), LANES)).add(event);
    }

    EventLane lane(int number) {
        return lanes.get(number);
    }

    Optional<ClaimedEvents> claim(long claim, int most, Instant now, Instant until) {
        return IntStream.range(0, LANES)
                .boxed()
                .filter(number -> lane(number).isDue(now))
                .min(Comparator.comparing(number -> lane(number).due()))
                .map(number -> claimed(number, claim, most, until));
    }

    private ClaimedEvents claimed(int number, long claim, int most, Instant until) {
        EventLane lane = lane(number);
        int attempts = lane.claim(claim, until);
        return new ClaimedEvents(
                recipient,
                number,
                claim,
                attempts,
                lane.events().stream().limit(most).toList());
    }

    void setAside(ClaimedEvents events, Map<Long, String> reasons) {
        for (PendingEvent event : lane(events.lane()).take(events.events())) {
            aside.get(events.lane()).add(event);
            Optional.ofNullable(reasons.get(event.id())).ifPresent(reason -> refusals.put(event.id(), reason));
        }
    }

    /** The events set aside, in order. */
    List<RefusedEvent> asideAfter(long id, int most) {
        return events(aside)
                .filter(event -> event.id() > id)
                .sorted(Comparator.comparingLong(PendingEvent::id))
                .limit(most)
                .map(event -> new RefusedEvent(event, Optional.ofNullable(refusals.get(event.id()))))
                .toList();
    }

    /** Returns events to their lanes; answers their number. */
    int resend(Collection<Long> ids) {
        return take(ids, (number, event) -> lane(number).add(event));
    }

    /** Deletes events; answers their number. */
    int discard(Collection<Long> ids) {
        return take(ids, (number, event) -> {});
    }

    private int take(Collection<Long> ids, BiConsumer<Integer, PendingEvent> taker) {
        int taken = 0;
        for (int number = 0; number < LANES; number++) {
            List<PendingEvent> wanted = aside.get(number).events().stream()
                    .filter(event -> ids.contains(event.id()))
                    .toList();
            aside.get(number).remove(wanted);
            for (PendingEvent event : wanted) {
                refusals.remove(event.id());
                taker.accept(number, event);
            }
            taken += wanted.size();
        }
        return taken;
    }

    int drop(Instant before, long keep, int most) {
        long excess = kept().count() - keep;
        List<PendingEvent> oldest =
                kept().sorted(Comparator.comparingLong(PendingEvent::id)).toList();
        List<PendingEvent> dropped = IntStream.range(0, oldest.size())
                .filter(place -> place < excess || oldest.get(place).since().isBefore(before))
                .mapToObj(oldest::get)
                .limit(most)
                .toList();
        lanes.forEach(lane -> lane.remove(dropped));
        aside.forEach(lane -> lane.remove(dropped));
        dropped.forEach(event -> refusals.remove(event.id()));
        return dropped.size();
    }

    EventBacklog backlog() {
        return new EventBacklog(
                waiting().count(), waiting().map(PendingEvent::since).min(Comparator.naturalOrder()), asideCount());
    }

    /** The number of events set aside. */
    long asideCount() {
        return events(aside).count();
    }

    private Stream<PendingEvent> kept() {
        return Stream.concat(waiting(), events(aside));
    }

    private Stream<PendingEvent> waiting() {
        return events(lanes);
    }

    private static Stream<PendingEvent> events(List<EventLane> lanes) {
        return lanes.stream().flatMap(lane -> lane.events().stream());
    }
}
