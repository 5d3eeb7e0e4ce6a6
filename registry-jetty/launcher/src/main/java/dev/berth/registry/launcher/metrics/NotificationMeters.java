package dev.berth.registry.launcher.metrics;

import dev.berth.registry.engine.notification.NotificationListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of events. */
final class NotificationMeters implements NotificationListener {
    private final MeterRegistry meters;

    NotificationMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void delivered(String subscription, int events) {
        count(subscription, "delivered", events);
    }

    @Override
    public void failed(String subscription, int events) {
        count(subscription, "failed", events);
    }

    @Override
    public void setAside(String subscription, int events) {
        count(subscription, "setaside", events);
    }

    @Override
    public void dropped(String subscription, int events) {
        count(subscription, "dropped", events);
    }

    @Override
    public void pullsDropped(String subscription, int events) {
        count(subscription, "pulls-dropped", events);
    }

    private void count(String subscription, String result, int events) {
        Counter.builder("registry.events")
                .description("events by result: delivered, failed (to be retried), set aside or dropped")
                .tag("endpoint", subscription)
                .tag("result", result)
                .register(meters)
                .increment(events);
    }
}
