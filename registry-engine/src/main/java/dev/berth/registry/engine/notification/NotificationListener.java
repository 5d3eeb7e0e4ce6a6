package dev.berth.registry.engine.notification;

/** Counts the outcomes of events. Called by the delivery threads; must return quickly. */
public interface NotificationListener {
    /** Counts nothing. */
    NotificationListener NONE = new NotificationListener() {};

    /** Events were delivered. */
    default void delivered(String subscription, int events) {
        // not counted
    }

    /** A delivery failed; its events will be retried. */
    default void failed(String subscription, int events) {
        // not counted
    }

    /** Events of changes were refused permanently, each alone, and are set aside. */
    default void setAside(String subscription, int events) {
        // not counted
    }

    /** Events of changes were dropped: too old, too many, or refused too often. */
    default void dropped(String subscription, int events) {
        // not counted
    }

    /** Events of reads were dropped: too many at a time, or a failed delivery. */
    default void pullsDropped(String subscription, int events) {
        // not counted
    }
}
