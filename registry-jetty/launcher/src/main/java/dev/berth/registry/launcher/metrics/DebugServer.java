package dev.berth.registry.launcher.metrics;

import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves a few pages of text over plain HTTP, to operators, without authentication. */
public final class DebugServer implements AutoCloseable {
    private static final int THREADS = 8;

    /**
     * A page.
     *
     * @param status its status, 200 or 503
     * @param type its media type
     */
    public record Page(int status, String type, String text) {}

    /** A source of a page. */
    @FunctionalInterface
    public interface Source {
        /** The page now; {@code accept} is the Accept field of the request, empty without one. */
        Page page(String accept);
    }

    private final Server server;
    private final ServerConnector connector;

    private DebugServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any that is free
     * @param pages the pages by path; a path begins with a slash
     * @throws IllegalArgumentException when a path does not
     */
    public static DebugServer start(String host, int port, Map<String, Source> pages) throws IOException {
        for (String path : pages.keySet()) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("the path of a page begins with a slash, not '" + path + "'");
            }
        }
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("berth-debug");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Pages(Map.copyOf(pages)));
        DebugServer started = new DebugServer(server, connector);
        started.start();
        return started;
    }

    private void start() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IOException(
                    "cannot listen on " + connector.getHost() + ":" + connector.getPort() + ", the debug address", e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the debug server", e);
        }
    }

    private static final class Pages extends Handler.Abstract {
        private final Map<String, Source> pages;

        Pages(Map<String, Source> pages) {
            this.pages = pages;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Source page = pages.get(Request.getPathInContext(request));
            if (page == null) {
                return false;
            }
            if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
                Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
                return true;
            }
            String accept = request.getHeaders().get(HttpHeader.ACCEPT);
            Page shown = page.page(accept == null ? "" : accept);
            response.setStatus(shown.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, shown.type());
            Content.Sink.write(response, true, shown.text(), callback);
            return true;
        }
    }
}
