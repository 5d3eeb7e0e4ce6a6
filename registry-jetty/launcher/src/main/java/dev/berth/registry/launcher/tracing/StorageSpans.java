package dev.berth.registry.launcher.tracing;

import dev.berth.registry.launcher.storage.StorageObserver;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Spans of the storage calls of requests, by their names. A body is written in any number of calls, of which only those
 * that take {@value #NOTICED_MILLIS} ms have a span.
 */
final class StorageSpans implements StorageObserver {
    private static final String WRITE = "write";
    private static final int NOTICED_MILLIS = 10;
    private static final Duration NOTICED = Duration.ofMillis(NOTICED_MILLIS);

    private final Spans spans;
    private final String driver;

    StorageSpans(Spans spans, String driver) {
        this.spans = spans;
        this.driver = driver;
    }

    @Override
    public <T> T observe(String action, Call<T> call) throws StoreException {
        Optional<TraceContext> place = Spans.recorded();
        if (place.isEmpty()) {
            return call.run();
        }
        return action.equals(WRITE) ? write(place.get(), call) : inSpan(place.get(), action, call);
    }

    private <T> T inSpan(TraceContext place, String action, Call<T> call) throws StoreException {
        Span span = span(place, action).startSpan();
        try {
            return Spans.place(span, place.state()).call(call::run);
        } catch (StoreException e) {
            Spans.fail(span, e.kind().name().toLowerCase(Locale.ROOT));
            throw e;
        } catch (RuntimeException e) {
            Spans.fail(span, "error");
            throw e;
        } finally {
            span.end();
        }
    }

    private <T> T write(TraceContext place, Call<T> call) throws StoreException {
        long begin = System.nanoTime();
        try {
            return call.run();
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            if (took.compareTo(NOTICED) >= 0) {
                spans.ended(span(place, WRITE), took).end();
            }
        }
    }

    private SpanBuilder span(TraceContext place, String action) {
        return spans.below(place, "storage " + action)
                .setAttribute("berth.storage.driver", driver)
                .setAttribute("berth.storage.action", action);
    }
}
