package dev.berth.registry.engine.notification;

/** Is told what becomes of events, to count it. Called by the threads that deliver; should answer at once. */
public interface NotificationListener {
    /** Counts nothing. */
    NotificationListener NONE = new NotificationListener() {};

    /** A sink took events. */
    default void delivered(String subscription, int events) {
        // not counted
    }

    /** A sink did not take events, which will be handed to it again. */
    default void failed(String subscription, int events) {
        // not counted
    }

    /** Events of changes were refused for good, each by itself, and are set aside. */
    default void setAside(String subscription, int events) {
        // not counted
    }

    /** Events of changes were dropped: too old, too many, or refused too often. */
    default void dropped(String subscription, int events) {
        // not counted
    }

    /** Events of reads were dropped: too many at a time, or not taken. */
    default void pullsDropped(String subscription, int events) {
        // not counted
    }
}
