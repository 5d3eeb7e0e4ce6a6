package dev.berth.registry.jetty;

import dev.berth.registry.http.HeaderName;
import dev.berth.registry.jetty.RequestListener.CompletedRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

/** Reports each request to a listener when it has ended, as Jetty reports it to a log. */
final class RequestObserver implements RequestLog {
    /** A client may invent any number of methods. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private final RequestListener listener;

    RequestObserver(RequestListener listener) {
        this.listener = listener;
    }

    @Override
    public void log(Request request, Response response) {
        Optional<String> route = Exchange.of(request)
                .flatMap(Exchange::route)
                .map(found -> found.endpoint().template());
        listener.ended(new CompletedRequest(
                JettyHeaders.first(response.getHeaders(), HeaderName.X_REQUEST_ID),
                METHODS.contains(request.getMethod()) ? request.getMethod() : "other",
                route,
                response.getStatus(),
                Duration.ofNanos(NanoTime.since(request.getBeginNanoTime())),
                Math.max(0, Request.getContentBytesRead(request)),
                ResponseProgress.bytes(request)));
    }
}
