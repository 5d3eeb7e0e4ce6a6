package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.number;

import java.time.Duration;
import java.util.List;

/** The settings of {@code notifications}. */
public final class NotificationKeys {
    private static final int MANY = 100_000_000;

    public static final Key<List<WebhookEndpoint>> ENDPOINTS = new Key<>(
            "notifications.endpoints",
            WebhookEndpoints.format(),
            List.of(),
            false,
            "webhook subscriptions: name, url, headers, timeout, threshold, backoff,"
                    + " maxretries, disabled, ignoredmediatypes, ignore.mediatypes, ignore.actions");
    public static final Key<Duration> MAXAGE = new Key<>(
            "notifications.outbox.maxage",
            duration(),
            Duration.ofDays(7),
            false,
            "age at which undelivered events are dropped");
    public static final Key<Integer> MAXCOUNT = new Key<>(
            "notifications.outbox.maxcount",
            number(1, MANY),
            1_000_000,
            false,
            "maximum number of pending events of an endpoint; the oldest are dropped");
    public static final Key<Integer> MAXPULLS = new Key<>(
            "notifications.outbox.maxpulls",
            number(1, 1_000_000),
            1_000,
            false,
            "maximum number of pull events kept in memory for an endpoint");

    private NotificationKeys() {}

    /** All of them, in the order they are explained and shown. */
    public static List<Key<?>> all() {
        return List.of(ENDPOINTS, MAXAGE, MAXCOUNT, MAXPULLS);
    }
}
