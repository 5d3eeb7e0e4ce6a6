package dev.berth.registry.launcher.tracing;

import dev.berth.registry.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Spans below a place in a trace. */
final class Spans {
    private final Tracer tracer;
    private final Clock clock;

    Spans(Tracer tracer, Clock clock) {
        this.tracer = tracer;
        this.clock = clock;
    }

    /** The place of this thread, if its trace is recorded: work for no request, in the background, has none. */
    static Optional<TraceContext> recorded() {
        return TraceContext.current().filter(TraceContext::sampled);
    }

    /** A span of this process that begins now. */
    SpanBuilder below(TraceContext parent, String name) {
        SpanContext place = SpanContext.create(parent.traceId(), parent.spanId(), flags(parent), state(parent));
        return tracer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(place)))
                .setSpanKind(SpanKind.CLIENT);
    }

    /** A span for a caller in another process, or the first one of a trace. */
    SpanBuilder first(Optional<TraceContext> caller, String name) {
        SpanBuilder span = tracer.spanBuilder(name).setNoParent();
        return caller.map(parent -> SpanContext.createFromRemoteParent(
                        parent.traceId(), parent.spanId(), flags(parent), state(parent)))
                .map(place -> span.setParent(Context.root().with(Span.wrap(place))))
                .orElse(span);
    }

    /** A span that has this duration and ends now. */
    Span ended(SpanBuilder span, Duration took) {
        Instant begin = clock.instant().minus(took);
        return span.setStartTimestamp(begin).startSpan();
    }

    /** The place of a span, with the state of its parent. */
    static TraceContext place(Span span, String state) {
        SpanContext place = span.getSpanContext();
        return new TraceContext(place.getTraceId(), place.getSpanId(), place.isSampled(), state);
    }

    /** Marks a span as failed, with the type of the failure, one of a few. */
    static void fail(Span span, String type) {
        span.setAttribute("error.type", type).setStatus(StatusCode.ERROR);
    }

    private static TraceFlags flags(TraceContext place) {
        return place.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
    }

    /** A member that is added stands before the others. */
    private static TraceState state(TraceContext place) {
        if (place.state().isEmpty()) {
            return TraceState.getDefault();
        }
        TraceStateBuilder state = TraceState.builder();
        List<String> members = List.of(place.state().split(","));
        for (int i = members.size() - 1; i >= 0; i--) {
            String member = members.get(i).strip();
            int end = member.indexOf('=');
            if (end > 0) {
                state.put(member.substring(0, end), member.substring(end + 1));
            }
        }
        return state.build();
    }
}
