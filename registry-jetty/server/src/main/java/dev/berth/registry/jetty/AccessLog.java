package dev.berth.registry.jetty;

import dev.berth.registry.access.Caller;
import dev.berth.registry.http.Endpoint;
import dev.berth.registry.http.HeaderName;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line at INFO for each request, by a logger of its own; costs nothing when that is off. */
final class AccessLog implements RequestLog {
    private static final Logger log = LoggerFactory.getLogger("dev.berth.registry.access-log");

    @Override
    public void log(Request request, Response response) {
        if (!log.isInfoEnabled()) {
            return;
        }
        Optional<Exchange> exchange = Exchange.of(request);
        log.info(
                "{} {} {} {} {} route={} caller={} in={} out={} ms={} id={}",
                exchange.flatMap(Exchange::clientAddress)
                        .map(InetAddress::getHostAddress)
                        .orElseGet(() -> Request.getRemoteAddr(request)),
                request.getMethod(),
                request.getHttpURI().getPath(),
                request.getConnectionMetaData().getHttpVersion(),
                response.getStatus(),
                exchange.flatMap(Exchange::endpoint).map(Endpoint::template).orElse("-"),
                exchange.map(Exchange::caller)
                        .map(Caller::name)
                        .filter(name -> !name.isEmpty())
                        .orElse("-"),
                Request.getContentBytesRead(request),
                ResponseProgress.bytes(request),
                TimeUnit.NANOSECONDS.toMillis(NanoTime.since(request.getBeginNanoTime())),
                Optional.ofNullable(response.getHeaders().get(HeaderName.X_REQUEST_ID.toString()))
                        .orElse("-"));
    }
}
