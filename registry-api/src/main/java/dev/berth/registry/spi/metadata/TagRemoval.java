package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.SelectedTag;
import dev.berth.registry.spi.events.NewEvent;
import java.util.List;
import java.util.Objects;

/**
 * A tag to remove, if it still is as it was selected.
 *
 * @param events events to record when it was removed
 */
public record TagRemoval(SelectedTag selected, List<NewEvent> events) {

    /** Copies the events. */
    public TagRemoval {
        Objects.requireNonNull(selected, "selected");
        events = List.copyOf(events);
    }
}
