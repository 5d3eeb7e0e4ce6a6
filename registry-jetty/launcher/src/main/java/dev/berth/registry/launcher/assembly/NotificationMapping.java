package dev.berth.registry.launcher.assembly;

import dev.berth.registry.engine.notification.NotificationListener;
import dev.berth.registry.engine.notification.Notifier;
import dev.berth.registry.engine.notification.NotifierConfig;
import dev.berth.registry.engine.notification.OutboxLimits;
import dev.berth.registry.engine.notification.RetryPolicy;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.http.webhook.Webhook;
import dev.berth.registry.http.webhook.WebhookSink;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.config.NotificationKeys;
import dev.berth.registry.launcher.config.WebhookEndpoint;
import dev.berth.registry.launcher.tracing.Tracing;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.spi.events.EventStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** The mapping from the configuration to subscriptions of events. */
public final class NotificationMapping {
    private final Configuration configuration;
    private final Tracing tracing;

    public NotificationMapping(Configuration configuration) {
        this(configuration, Tracing.NONE);
    }

    NotificationMapping(Configuration configuration, Tracing tracing) {
        this.configuration = configuration;
        this.tracing = tracing;
    }

    /** The subscriptions; none in read-only mode, since delivery changes the outbox. */
    public List<Subscription> subscriptions() {
        return configuration.get(Keys.STORAGE_READONLY)
                ? List.of()
                : enabled().stream().map(this::subscription).toList();
    }

    /** The reason for which configured subscriptions are inactive; empty when they are active. */
    Optional<String> whyNobodyIsTold() {
        return configuration.get(Keys.STORAGE_READONLY) && !enabled().isEmpty()
                ? Optional.of("read-only mode (storage.maintenance.readonly)")
                : Optional.empty();
    }

    Notifier notifier(
            List<Subscription> subscriptions,
            EventStore outbox,
            Clock clock,
            NotificationListener listener,
            FailureReporter reporter) {
        Notifier.Builder notifier = Notifier.builder()
                .clock(clock)
                .config(NotifierConfig.DEFAULT.with(limits()).leasing(lease()))
                .address(configuration.get(Keys.HTTP_ADDR).toString())
                .listener(listener)
                .reporter(reporter);
        subscriptions.forEach(notifier::report);
        return notifier.build(outbox);
    }

    /**
     * A little longer than the longest timeout of an endpoint: the time after which another worker takes over the
     * events of a killed server.
     */
    private Duration lease() {
        return enabled().stream()
                .map(endpoint -> endpoint.timeout().multipliedBy(2))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .plusSeconds(5);
    }

    private OutboxLimits limits() {
        return new OutboxLimits(
                configuration.get(NotificationKeys.MAXAGE),
                configuration.get(NotificationKeys.MAXCOUNT),
                configuration.get(NotificationKeys.MAXPULLS));
    }

    private List<WebhookEndpoint> enabled() {
        return configuration.get(NotificationKeys.ENDPOINTS).stream()
                .filter(endpoint -> !endpoint.disabled())
                .toList();
    }

    private Subscription subscription(WebhookEndpoint endpoint) {
        try {
            Webhook webhook = new Webhook(endpoint.url(), endpoint.headers(), endpoint.timeout());
            return new Subscription(
                    endpoint.name(),
                    tracing.sink(endpoint.name(), new WebhookSink(webhook)),
                    actions(endpoint.ignoredActions()),
                    types(endpoint.ignoredMediaTypes()),
                    retryPolicy(endpoint));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    NotificationKeys.ENDPOINTS + ", " + endpoint.name() + ": " + e.getMessage(), e);
        }
    }

    private static Set<EventAction> actions(List<String> names) {
        return names.stream()
                .map(name -> EventAction.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private static Set<MediaType> types(List<String> names) {
        return names.stream().map(MediaType::new).collect(Collectors.toSet());
    }

    /** The first attempt is no retry. A backoff of nothing is taken for the shortest there is. */
    private static RetryPolicy retryPolicy(WebhookEndpoint endpoint) {
        Duration backoff = endpoint.backoff().isZero() ? Duration.ofMillis(1) : endpoint.backoff();
        OptionalInt most = endpoint.maxRetries()
                .map(retries -> OptionalInt.of(retries + 1))
                .orElseGet(OptionalInt::empty);
        return new RetryPolicy(endpoint.threshold(), backoff, most);
    }
}
