package dev.berth.registry.launcher.tracing;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventSink;
import dev.berth.registry.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.MDC;

/** Delivers events in a trace of its own: they were recorded by any number of requests before. */
final class DeliverySpans implements EventSink {
    private final Spans spans;
    private final String subscription;
    private final EventSink sink;

    DeliverySpans(Spans spans, String subscription, EventSink sink) {
        this.spans = spans;
        this.subscription = subscription;
        this.sink = sink;
    }

    @Override
    public void deliver(List<Event> events) throws IOException {
        Span span = spans.first(Optional.empty(), "deliver events")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("berth.subscription", subscription)
                .setAttribute("messaging.batch.message_count", (long) events.size())
                .startSpan();
        TraceContext place = Spans.place(span, "");
        MDC.put(TraceContext.LOG_KEY, place.traceId());
        try {
            place.call(() -> {
                sink.deliver(events);
                return events;
            });
        } catch (IOException | RuntimeException e) {
            Spans.fail(span, e.getClass().getSimpleName());
            throw e;
        } finally {
            MDC.remove(TraceContext.LOG_KEY);
            span.end();
        }
    }
}
