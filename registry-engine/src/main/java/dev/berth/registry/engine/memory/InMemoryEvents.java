package dev.berth.registry.engine.memory;

import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.EventBacklog;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.events.RefusedEvent;
import dev.berth.registry.spi.events.SetAsideEventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** The events of a {@link MemoryTables} that await delivery. */
final class InMemoryEvents implements EventStore, SetAsideEventStore {
    private final MemoryTables tables;

    InMemoryEvents(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<ClaimedEvents> claim(String recipient, int most, Duration lease) {
        return tables.storeLock.write(() -> {
            Instant now = tables.now();
            return tables.events.of(recipient).claim(tables.events.nextClaim(), most, now, now.plus(lease));
        });
    }

    @Override
    public boolean done(ClaimedEvents events) {
        return tables.storeLock.write(() -> {
            lane(events).remove(events.events());
            return ifHeld(events, lane -> lane.delivered(tables.now()));
        });
    }

    @Override
    public boolean retry(ClaimedEvents events, Instant next) {
        return tables.storeLock.write(() -> ifHeld(events, lane -> lane.free(next)));
    }

    @Override
    public void setAside(ClaimedEvents events, Map<Long, String> refusals) {
        tables.storeLock.write(() -> {
            tables.events.of(events.recipient()).setAside(events, refusals);
            return true;
        });
    }

    private boolean ifHeld(ClaimedEvents events, Consumer<EventLane> change) {
        EventLane lane = lane(events);
        boolean held = lane.isHeldBy(events.claim());
        if (held) {
            change.accept(lane);
        }
        return held;
    }

    private EventLane lane(ClaimedEvents events) {
        return tables.events.of(events.recipient()).lane(events.lane());
    }

    @Override
    public int drop(String recipient, Instant before, long keep, int most) {
        return tables.storeLock.write(() -> tables.events.of(recipient).drop(before, keep, most));
    }

    @Override
    public EventBacklog backlog(String recipient) {
        return tables.storeLock.write(() -> tables.events.of(recipient).backlog());
    }

    @Override
    public SetAsideEventStore setAsideEvents() {
        return this;
    }

    @Override
    public SortedMap<String, Long> counts() {
        return tables.storeLock.write(tables.events::setAside);
    }

    @Override
    public List<RefusedEvent> list(String recipient, long after, int most) {
        return tables.storeLock.write(() -> tables.events.of(recipient).asideAfter(after, most));
    }

    @Override
    public int resend(String recipient, Collection<Long> ids) {
        return tables.storeLock.write(() -> tables.events.of(recipient).resend(Set.copyOf(ids)));
    }

    @Override
    public int discard(String recipient, Collection<Long> ids) {
        return tables.storeLock.write(() -> tables.events.of(recipient).discard(Set.copyOf(ids)));
    }
}
