package dev.berth.registry.launcher.tracing;

import dev.berth.registry.http.tracing.RequestSpan;
import dev.berth.registry.http.tracing.RequestTracer;
import dev.berth.registry.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Optional;

/** Spans of requests, named by method and route template (OpenTelemetry, semantic conventions for HTTP). */
final class RequestSpans implements RequestTracer {
    private static final int SERVER_ERROR = 500;

    private final Spans spans;

    RequestSpans(Spans spans) {
        this.spans = spans;
    }

    @Override
    public RequestSpan begin(String method, Optional<String> route, String requestId, Optional<TraceContext> caller) {
        boolean isKnown = !method.equals("other");
        String verb = isKnown ? method : "HTTP";
        SpanBuilder begun = spans.first(
                        caller, route.map(template -> verb + " " + template).orElse(verb))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", isKnown ? method : "_OTHER")
                .setAttribute("berth.request_id", requestId);
        route.ifPresent(template -> begun.setAttribute("http.route", template));
        Span span = begun.startSpan();
        return new Begun(span, Spans.place(span, caller.map(TraceContext::state).orElse("")));
    }

    private record Begun(Span span, TraceContext context) implements RequestSpan {
        @Override
        public void ended(int status) {
            span.setAttribute("http.response.status_code", (long) status);
            if (status >= SERVER_ERROR) {
                Spans.fail(span, Integer.toString(status));
            }
            span.end();
        }
    }
}
