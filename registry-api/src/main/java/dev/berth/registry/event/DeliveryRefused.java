package dev.berth.registry.event;

import java.io.IOException;

/**
 * A refusal that may be about the sink rather than the events: wrong credentials, or an address that serves nothing for
 * now. Delivery is repeated. An event that is refused so is set aside if the sink accepts a later one of its batch, so
 * that it does not delay the others.
 */
public final class DeliveryRefused extends IOException {
    private static final long serialVersionUID = 1L;

    /** A refusal; its message is logged. */
    public DeliveryRefused(String message) {
        super(message);
    }
}
