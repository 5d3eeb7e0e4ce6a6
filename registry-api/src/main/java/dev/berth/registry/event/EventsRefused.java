package dev.berth.registry.event;

import java.io.IOException;

/**
 * A permanent refusal: the sink does not accept these events, for example because it does not know the type of one of
 * them. A refused batch is delivered event by event; an event refused alone is set aside and does not delay the others.
 */
public final class EventsRefused extends IOException {
    private static final long serialVersionUID = 1L;

    /** A refusal; its message is logged. */
    public EventsRefused(String message) {
        super(message);
    }
}
