package dev.berth.registry.engine.memory;

import dev.berth.registry.spi.ClaimedEvents;
import dev.berth.registry.spi.EventBacklog;
import dev.berth.registry.spi.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The events of a {@link Ledger} that await delivery. */
final class InMemoryEvents implements EventStore {
    private final Ledger ledger;

    InMemoryEvents(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<ClaimedEvents> claim(String recipient, int most, Duration lease) {
        return ledger.guard.write(() -> {
            Instant now = ledger.now();
            return ledger.events.of(recipient).claim(ledger.events.nextClaim(), most, now, now.plus(lease));
        });
    }

    @Override
    public boolean done(ClaimedEvents events) {
        return ledger.guard.write(() -> {
            lane(events).remove(events.events());
            return ifHeld(events, lane -> lane.delivered(ledger.now()));
        });
    }

    @Override
    public boolean retry(ClaimedEvents events, Instant next) {
        return ledger.guard.write(() -> ifHeld(events, lane -> lane.free(next)));
    }

    @Override
    public void setAside(ClaimedEvents events) {
        ledger.guard.write(() -> {
            ledger.events.of(events.recipient()).setAside(events);
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
        return ledger.events.of(events.recipient()).lane(events.lane());
    }

    @Override
    public int drop(String recipient, Instant before, long keep, int most) {
        return ledger.guard.write(() -> ledger.events.of(recipient).drop(before, keep, most));
    }

    @Override
    public EventBacklog backlog(String recipient) {
        return ledger.guard.write(() -> ledger.events.of(recipient).backlog());
    }
}
