package dev.berth.registry.engine.notification;

import dev.berth.registry.SetAsideEvents;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.SetAsideEvent;
import dev.berth.registry.model.Page;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.events.PendingEvent;
import dev.berth.registry.spi.events.RefusedEvent;
import dev.berth.registry.spi.events.SetAsideEventStore;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The events of an outbox that were refused permanently. Safe for use by any number of threads. */
public final class RefusedEvents implements SetAsideEvents {
    private static final int BATCH = 1_000;

    private final SetAsideEventStore store;

    private RefusedEvents(SetAsideEventStore store) {
        this.store = store;
    }

    /** Those of this outbox, which the caller closes. */
    public static RefusedEvents of(EventStore outbox) {
        return new RefusedEvents(outbox.setAsideEvents());
    }

    @Override
    public SortedMap<String, Long> counts() {
        return StoreCall.answer(store::counts);
    }

    @Override
    public Page<SetAsideEvent> list(String recipient, long after, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("expected at least 1 event, not " + most);
        }
        List<RefusedEvent> found = StoreCall.answer(() -> store.list(recipient, after, Math.addExact(most, 1)));
        return Page.ofFetched(found, most).map(RefusedEvents::readable);
    }

    private static SetAsideEvent readable(RefusedEvent refused) {
        PendingEvent event = refused.event();
        return new SetAsideEvent(event.id(), event.since(), read(event.payload()), refused.refusal());
    }

    private static Optional<Event> read(String payload) {
        try {
            return Optional.of(EventReading.of(payload));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public long resend(String recipient) {
        return StoreCall.answer(() -> all(recipient, ids -> store.resend(recipient, ids)));
    }

    @Override
    public long discard(String recipient) {
        return StoreCall.answer(() -> all(recipient, ids -> store.discard(recipient, ids)));
    }

    private interface Step {
        int apply(List<Long> ids) throws StoreException;
    }

    /** Those that are there now: a running server may refuse them again meanwhile. */
    private long all(String recipient, Step step) throws StoreException {
        long most = store.counts().getOrDefault(recipient, 0L);
        long changed = 0;
        long last = 0;
        for (long seen = 0; seen < most; ) {
            List<Long> batch = store.list(recipient, last, BATCH).stream()
                    .map(refused -> refused.event().id())
                    .toList();
            if (batch.isEmpty()) {
                return changed;
            }
            changed += step.apply(batch);
            last = batch.get(batch.size() - 1);
            seen += batch.size();
        }
        return changed;
    }

    @Override
    public long resend(String recipient, Collection<Long> positions) {
        requireBatch(positions);
        return StoreCall.answer(() -> store.resend(recipient, positions));
    }

    @Override
    public long discard(String recipient, Collection<Long> positions) {
        requireBatch(positions);
        return StoreCall.answer(() -> store.discard(recipient, positions));
    }

    private static void requireBatch(Collection<Long> positions) {
        if (positions.size() > BATCH) {
            throw new IllegalArgumentException("at most " + BATCH + " positions can be given at once");
        }
    }
}
