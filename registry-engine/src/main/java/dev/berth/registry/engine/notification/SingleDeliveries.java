package dev.berth.registry.engine.notification;

import dev.berth.registry.event.DeliveryRefused;
import dev.berth.registry.event.EventsRefused;
import dev.berth.registry.spi.events.PendingEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The outcomes of the events of a batch that are delivered one by one, in order, until a failure that may pass. */
final class SingleDeliveries {
    private final List<PendingEvent> accepted = new ArrayList<>();
    private final List<PendingEvent> refused = new ArrayList<>();
    private final Map<Long, String> refusals = new HashMap<>();
    private final List<PendingEvent> uncertain = new ArrayList<>();
    private Optional<Exception> failure = Optional.empty();

    /** Adds the outcome of the next event; false when the deliveries end with it. */
    boolean add(PendingEvent event, Optional<Exception> outcome) {
        outcome.ifPresent(refusal -> refusals.put(event.id(), RefusalText.of(refusal)));
        if (outcome.isEmpty()) {
            accepted.add(event);
            refused.addAll(uncertain);
            uncertain.clear();
        } else if (outcome.get() instanceof EventsRefused) {
            refused.add(event);
        } else if (outcome.get() instanceof DeliveryRefused) {
            uncertain.add(event);
        } else {
            failure = outcome;
        }
        return failure.isEmpty();
    }

    List<PendingEvent> accepted() {
        return accepted;
    }

    /** Those refused permanently, and those refused before the sink accepted another. */
    List<PendingEvent> refused() {
        return refused;
    }

    /** The refusals of {@link #refused}, by event id. */
    Map<Long, String> refusals() {
        Map<Long, String> ofRefused = new HashMap<>();
        refused.forEach(event -> ofRefused.put(event.id(), Objects.requireNonNull(refusals.get(event.id()))));
        return ofRefused;
    }

    /** True when no event is left to be delivered again. */
    boolean isComplete() {
        return failure.isEmpty() && uncertain.isEmpty();
    }

    /** True when no event was accepted or refused. */
    boolean isVain() {
        return accepted.isEmpty() && refused.isEmpty();
    }

    /** The failure that ended the deliveries, or the given one of the batch. */
    Exception failureOr(Exception ofBatch) {
        return failure.orElse(ofBatch);
    }
}
