package dev.berth.registry.storage.gcs;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.cloud.ServiceOptions;
import com.google.cloud.http.HttpTransportOptions;
import dev.berth.registry.event.Origin;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.tracing.TraceContext;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import org.slf4j.MDC;

/**
 * Has an attempt wait no longer than the deadline of the thread that makes it, which is that of the caller, and names
 * the request that it serves, and its trace.
 */
final class BoundedTransport extends HttpTransportOptions {
    private static final long serialVersionUID = 1L;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    BoundedTransport() {
        super(HttpTransportOptions.newBuilder());
    }

    @Override
    public HttpRequestInitializer getHttpRequestInitializer(ServiceOptions<?, ?> options) {
        HttpRequestInitializer first = super.getHttpRequestInitializer(options);
        return request -> {
            first.initialize(request);
            limit(request);
            name(request);
        };
    }

    /** Half of the remaining time, so that a silent connection is replaced by another one. */
    private static void limit(HttpRequest request) {
        Deadline deadline = Deadline.current();
        if (deadline.isPassed()) {
            // Unchecked, for the client tries again after others.
            throw new UncheckedIOException(new ConnectException("the deadline has passed"));
        }
        Duration half = deadline.left().dividedBy(2);
        request.setConnectTimeout(millis(half, CONNECT_TIMEOUT));
        request.setReadTimeout(millis(half, READ_TIMEOUT));
    }

    /** Cloud Audit Logs keep fields of this prefix, so they name the request. */
    private static void name(HttpRequest request) {
        String id = MDC.get(Origin.REQUEST_ID);
        if (id != null) {
            request.getHeaders().set("x-goog-custom-audit-request-id", id);
        }
        TraceContext.current().ifPresent(trace -> trace.fields().forEach(request.getHeaders()::set));
    }

    private static int millis(Duration time, Duration most) {
        return (int) Math.max(1, Math.min(time.toMillis(), most.toMillis()));
    }
}
