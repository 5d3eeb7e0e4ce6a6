package dev.berth.registry.launcher.tracing;

import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Spans of the queries of requests, by their names, and of waits for a connection that can be noticed. */
final class QuerySpans implements QueryListener {
    private static final Duration NOTICED = Duration.ofMillis(1);

    private final Spans spans;
    private final QueryListener next;

    QuerySpans(Spans spans, QueryListener next) {
        this.spans = spans;
        this.next = next;
    }

    @Override
    public void connected(Duration wait) {
        next.connected(wait);
        if (wait.compareTo(NOTICED) >= 0) {
            Spans.recorded()
                    .ifPresent(place ->
                            spans.ended(span(place, "connection wait"), wait).end());
        }
    }

    @Override
    public void ended(String name, Duration took, Optional<StoreException.Kind> failure) {
        next.ended(name, took, failure);
        Spans.recorded().ifPresent(place -> query(place, name, took, failure));
    }

    private void query(TraceContext place, String name, Duration took, Optional<StoreException.Kind> failure) {
        Span span = spans.ended(span(place, name).setAttribute("db.query.summary", name), took);
        failure.ifPresent(kind -> Spans.fail(span, kind.name().toLowerCase(Locale.ROOT)));
        span.end();
    }

    private SpanBuilder span(TraceContext place, String name) {
        return spans.below(place, name).setAttribute("db.system.name", "postgresql");
    }

    @Override
    public void repeated(String name) {
        next.repeated(name);
    }
}
