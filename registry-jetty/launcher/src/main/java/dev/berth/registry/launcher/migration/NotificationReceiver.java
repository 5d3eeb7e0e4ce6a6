package dev.berth.registry.launcher.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.launcher.config.HostPort;
import dev.berth.registry.model.RepositoryName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
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

/**
 * Takes the notifications of an old registry over plain HTTP, which CNCF's registry and Berth send: the names of the
 * repositories whose manifests or tags changed.
 */
final class NotificationReceiver implements AutoCloseable {
    private static final int THREADS = 6;
    private static final int BUFFER = 8192;
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final String BLOB = "application/octet-stream";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Server server;
    private final ServerConnector connector;

    private NotificationReceiver(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts to receive.
     *
     * @param authorization the value of the field Authorization of every notification; empty for any
     * @param changed takes the names, by several threads at once
     */
    static NotificationReceiver start(
            HostPort address, Optional<String> authorization, Consumer<? super RepositoryName> changed)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("berth-notifications");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setHandler(new Events(authorization, changed));
        NotificationReceiver receiver = new NotificationReceiver(server, connector);
        receiver.start(address);
        return receiver;
    }

    private void start(HostPort address) throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IOException("cannot listen on " + address + ", the address for notifications", e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the receiver of notifications", e);
        }
    }

    private static final class Events extends Handler.Abstract {
        private final Optional<String> authorization;
        private final Consumer<? super RepositoryName> changed;

        Events(Optional<String> authorization, Consumer<? super RepositoryName> changed) {
            this.authorization = authorization;
            this.changed = changed;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            int status = status(request);
            if (status == HttpStatus.OK_200) {
                response.setStatus(status);
                callback.succeeded();
            } else {
                Response.writeError(request, response, callback, status);
            }
            return true;
        }

        private int status(Request request) throws IOException {
            if (!isAuthorized(request)) {
                return HttpStatus.UNAUTHORIZED_401;
            }
            if (!HttpMethod.POST.is(request.getMethod())) {
                return HttpStatus.METHOD_NOT_ALLOWED_405;
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            long end = System.nanoTime() + LONGEST.toNanos();
            try (InputStream content = Content.Source.asInputStream(request)) {
                byte[] buffer = new byte[BUFFER];
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    body.write(buffer, 0, read);
                    if (body.size() > MAX_BYTES) {
                        return HttpStatus.PAYLOAD_TOO_LARGE_413;
                    }
                    if (System.nanoTime() - end > 0) {
                        return HttpStatus.REQUEST_TIMEOUT_408;
                    }
                }
            }
            return taken(body.toByteArray());
        }

        private boolean isAuthorized(Request request) {
            String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
            return authorization.isEmpty()
                    || MessageDigest.isEqual(
                            authorization.get().getBytes(StandardCharsets.UTF_8),
                            (given == null ? "" : given).getBytes(StandardCharsets.UTF_8));
        }

        private int taken(byte[] body) throws IOException {
            try {
                for (JsonNode event : JSON.readTree(body).path("events")) {
                    if (isChange(event)) {
                        RepositoryName.parse(event.at("/target/repository").asText())
                                .ifPresent(changed);
                    }
                }
                return HttpStatus.OK_200;
            } catch (JsonProcessingException e) {
                return HttpStatus.BAD_REQUEST_400;
            }
        }

        /** Blobs and mounts are of no interest without a manifest, whose push follows. */
        private static boolean isChange(JsonNode event) {
            String action = event.path("action").asText();
            return action.equals("delete")
                    || (action.equals("push")
                            && !event.at("/target/mediaType").asText().equals(BLOB));
        }
    }
}
