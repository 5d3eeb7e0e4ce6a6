package dev.berth.registry.jetty;

import dev.berth.registry.access.Caller;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.Route;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.tracing.TraceContext;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line at INFO for each request, by a separate logger; costs nothing when that is off. Not used unless {@link
 * ServerConfig#accessLog} is set. The same values are key-value pairs of the event, for structured logs, with the trace
 * id of a traced request. Bytes that are no request, of a TLS client for example, are a line at DEBUG.
 */
final class AccessLog implements RequestLog {
    private static final Logger log = LoggerFactory.getLogger("dev.berth.registry.access-log");
    /** The method Jetty gives a request whose first line could not be read. */
    private static final String UNREADABLE = "BAD";

    private static final int BAD_REQUEST = 400;
    private static final int LONGEST = 256;

    @Override
    public void log(Request request, Response response) {
        boolean isReadable = !request.getMethod().equals(UNREADABLE);
        boolean isRequest = isReadable || response.getStatus() != BAD_REQUEST;
        LoggingEventBuilder line = isRequest ? log.atInfo() : log.atDebug();
        if (isRequest ? log.isInfoEnabled() : log.isDebugEnabled()) {
            log(line, request, response, isReadable);
        }
    }

    private static void log(LoggingEventBuilder line, Request request, Response response, boolean isReadable) {
        Optional<Exchange> exchange = Exchange.of(request);
        String address = exchange.flatMap(Exchange::clientAddress)
                .map(InetAddress::getHostAddress)
                .orElseGet(() -> Request.getRemoteAddr(request));
        String caller = exchange.map(Exchange::caller).map(Caller::name).orElse("");
        String method = isReadable ? request.getMethod() : "-";
        String path = isReadable ? String.valueOf(request.getHttpURI().getPath()) : "-";
        Optional<Route> recognised = exchange.flatMap(Exchange::route);
        String route = recognised.map(found -> found.endpoint().template()).orElse("-");
        String repository =
                recognised.flatMap(Route::repository).map(RepositoryName::value).orElse("");
        String id = Optional.ofNullable(response.getHeaders().get(HeaderName.X_REQUEST_ID.toString()))
                .orElse("-");
        long in = Request.getContentBytesRead(request);
        long out = ResponseProgress.bytes(request);
        long millis = TimeUnit.NANOSECONDS.toMillis(NanoTime.since(request.getBeginNanoTime()));
        Optional<String> trace = exchange.flatMap(Exchange::trace);
        LoggingEventBuilder event = line.setMessage(
                "{} {} {} {} {} route={} repository={} caller={} in={} out={} ms={} id={} referer={} agent={}"
                        + (trace.isPresent() ? " trace={}" : ""));
        event = with(event, "remote_addr", address, address);
        event = with(event, "method", method, method);
        event = with(event, "path", path, AccessField.of(path));
        String protocol = request.getConnectionMetaData().getHttpVersion().asString();
        event = with(event, "protocol", protocol, protocol);
        event = with(event, "status", response.getStatus(), response.getStatus());
        event = with(event, "route", route, route);
        event = with(event, "repository", repository);
        event = with(event, "caller", caller);
        event = with(event, "read_bytes", in, in);
        event = with(event, "written_bytes", out, out);
        event = with(event, "duration_ms", millis, millis);
        event = with(event, "request_id", id, id);
        event = with(event, "referer", sent(request, HttpHeader.REFERER));
        event = with(event, "user_agent", sent(request, HttpHeader.USER_AGENT));
        if (trace.isPresent()) {
            event = with(event, TraceContext.LOG_KEY, trace.get(), trace.get());
        }
        event.log();
    }

    /** A field of the request, shortened: clients choose its length. */
    private static String sent(Request request, HttpHeader name) {
        String value = Optional.ofNullable(request.getHeaders().get(name)).orElse("");
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
    }

    private static LoggingEventBuilder with(LoggingEventBuilder line, String name, String value) {
        return with(line, name, value, AccessField.of(value));
    }

    /** Adds a value to the structured event, and to the text of the line as it may stand there. */
    private static LoggingEventBuilder with(LoggingEventBuilder line, String name, Object value, Object text) {
        return line.addKeyValue(name, value).addArgument(text);
    }
}
