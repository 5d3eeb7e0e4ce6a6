package dev.berth.registry.http.tracing;

import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.tracing.TraceContext;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Answers a request at its place in a trace: the thread has the place, and its lines of the log the trace id. */
public final class TracedRequest {
    private static final int NO_ANSWER = 500;

    private final HttpRequest request;
    private final RequestSpan span;
    private volatile int status = NO_ANSWER;

    /** A request whose span has begun; it ends when the server has sent the answer. */
    public TracedRequest(HttpRequest request, RequestSpan span) {
        this.request = request;
        this.span = span;
    }

    /** Answers it, on the thread that calls. */
    public HttpAnswer answer(Supplier<HttpAnswer> work) {
        TraceContext context = span.context();
        request.traced(context);
        request.onAnswered(() -> span.ended(status));
        MDC.put(TraceContext.LOG_KEY, context.traceId());
        try {
            HttpAnswer answer = context.call(work::get);
            status = answer.status();
            return answer;
        } finally {
            MDC.remove(TraceContext.LOG_KEY);
        }
    }
}
