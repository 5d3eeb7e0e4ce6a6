package dev.berth.registry.event;

import java.io.IOException;

/**
 * A sink will not take these events, however often they come: it does not know what one of them tells, for example.
 * Thrown for several, they are delivered singly; one that is refused alone is set aside and holds nothing up.
 */
public final class EventsRefused extends IOException {
    private static final long serialVersionUID = 1L;

    /** A refusal; its message is logged. */
    public EventsRefused(String message) {
        super(message);
    }
}
