package dev.berth.registry.jetty;

import dev.berth.registry.http.limit.ClientLimits;
import dev.berth.registry.http.proxy.ForwardedField;
import dev.berth.registry.http.proxy.Network;
import dev.berth.registry.http.proxy.TrustedProxies;
import dev.berth.registry.model.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The configuration of the server: its listener and its limits. Immutable; {@code toString} shows no secret. */
public final class ServerConfig {
    private final String host;
    private final int port;
    private final Optional<TlsConfig> tls;
    private final Optional<String> externalUrl;
    private final TrustedProxies trustedProxies;
    private final Duration idleTimeout;
    private final Duration drainTimeout;
    private final int headerBytes;
    private final int connections;
    private final int threads;
    private final VirtualThreads virtualThreads;
    private final boolean directFiles;
    private final boolean http2;
    private final boolean clearHttp2;
    private final ClientLimits limits;
    private final AnswerHeaders answerHeaders;
    private final RequestListener requestListener;
    private final boolean accessLog;

    /** The use of virtual threads for requests. */
    public enum VirtualThreads {
        /** Virtual threads if the JVM supports them. */
        AUTO,
        ON,
        OFF
    }

    private ServerConfig(Builder builder) {
        host = builder.host;
        port = builder.port;
        tls = builder.tls;
        externalUrl = builder.externalUrl;
        trustedProxies = new TrustedProxies(
                builder.trustedProxies.stream().map(Network::of).toList(), builder.forwardedField);
        idleTimeout = builder.idleTimeout;
        drainTimeout = builder.drainTimeout;
        headerBytes = builder.headerBytes;
        connections = builder.connections;
        threads = builder.threads;
        virtualThreads = builder.virtualThreads;
        directFiles = builder.directFiles;
        http2 = builder.http2;
        clearHttp2 = builder.clearHttp2;
        limits = builder.limits;
        answerHeaders = builder.answerHeaders;
        requestListener = builder.requestListener;
        accessLog = builder.accessLog;
    }

    /** A builder for the loopback address, port 5000, without TLS. */
    public static Builder builder() {
        return new Builder();
    }

    /** The address it listens on. */
    public String host() {
        return host;
    }

    /** The port it listens on; 0 for any that is free. */
    public int port() {
        return port;
    }

    /** True when HTTP/2 is served beside HTTP/1.1. */
    public boolean http2() {
        return http2 && (tls.isPresent() || clearHttp2);
    }

    /** Its certificate; empty for clear text. */
    public Optional<TlsConfig> tls() {
        return tls;
    }

    /** The external address of the server; if set, Locations are absolute. */
    public Optional<String> externalUrl() {
        return externalUrl;
    }

    TrustedProxies trustedProxies() {
        return trustedProxies;
    }

    /**
     * The idle timeout of a connection. Longer than clients and proxies keep connections they do not use (Go's 90
     * seconds, a minute of others): one that is closed just when it is to be used again fails a request.
     */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /** The time a stop waits for running requests. */
    public Duration drainTimeout() {
        return drainTimeout;
    }

    /** The longest request line with header, in bytes. */
    public int headerBytes() {
        return headerBytes;
    }

    /** The greatest number of connections at a time; further ones wait to be accepted. */
    public int connections() {
        return connections;
    }

    /** The greatest number of platform threads. */
    public int threads() {
        return threads;
    }

    /** The use of virtual threads for requests. */
    public VirtualThreads virtualThreads() {
        return virtualThreads;
    }

    /** True when files are sent to unencrypted sockets without copies in this process. */
    public boolean directFiles() {
        return directFiles;
    }

    /** The limits of one client. */
    public ClientLimits limits() {
        return limits;
    }

    /** Additional headers of every response. */
    public AnswerHeaders answerHeaders() {
        return answerHeaders;
    }

    /** The observer of requests that have ended. */
    public RequestListener requestListener() {
        return requestListener;
    }

    /** True when each request is a line at INFO of the logger {@code dev.berth.registry.access-log}. */
    public boolean accessLog() {
        return accessLog;
    }

    @Override
    public String toString() {
        return "ServerSettings[host=" + host + ", port=" + port + ", tls=" + tls + ", externalUrl=" + externalUrl
                + ", idleTimeout=" + idleTimeout + ", drainTimeout=" + drainTimeout + ", headerBytes=" + headerBytes
                + ", connections=" + connections + ", threads=" + threads + ", virtualThreads=" + virtualThreads
                + ", directFiles=" + directFiles + ", limits=" + limits + ", answerHeaders="
                + answerHeaders + ", accessLog=" + accessLog + "]";
    }

    /** Collects settings; not safe for use by several threads. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port = 5000;
        private Optional<TlsConfig> tls = Optional.empty();
        private boolean http2 = true;
        private boolean clearHttp2 = true;
        private Optional<String> externalUrl = Optional.empty();
        private List<String> trustedProxies = List.of();
        private ForwardedField forwardedField = ForwardedField.X_FORWARDED_FOR;
        private Duration idleTimeout = Duration.ofMinutes(2);
        private Duration drainTimeout = Duration.ofSeconds(30);
        private int headerBytes = 16 * 1024;
        private int connections = 10_000;
        private int threads = 200;
        private VirtualThreads virtualThreads = VirtualThreads.AUTO;
        private boolean directFiles = true;
        private ClientLimits limits = ClientLimits.defaults();
        private AnswerHeaders answerHeaders = AnswerHeaders.none();
        private RequestListener requestListener = RequestListener.NONE;
        private boolean accessLog;

        private Builder() {}

        /** Sets {@link ServerConfig#host}, the loopback address if not set. */
        public Builder host(String newHost) {
            host = newHost;
            return this;
        }

        /** Sets {@link ServerConfig#port}, 5000 if not set. */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /** Serves HTTP/2; true if not set. */
        public Builder http2(boolean isServed) {
            http2 = isServed;
            return this;
        }

        /** Serves HTTP/2 without TLS to clients that begin with it, if HTTP/2 is served at all; true if not set. */
        public Builder clearHttp2(boolean isServed) {
            clearHttp2 = isServed;
            return this;
        }

        /** Sets {@link ServerConfig#tls}, none if not set. */
        public Builder tls(TlsConfig newTls) {
            tls = Optional.of(newTls);
            return this;
        }

        /** Sets {@link ServerConfig#externalUrl}, {@code https://registry.example.com} for example. */
        public Builder externalUrl(String url) {
            externalUrl = Optional.of(url);
            return this;
        }

        /**
         * The proxies whose X-Forwarded fields are accepted, as addresses or networks ({@code 10.0.0.0/8}); none if not
         * set.
         */
        public Builder trustedProxies(List<String> networks) {
            trustedProxies = List.copyOf(networks);
            return this;
        }

        /**
         * The field in which trusted proxies forward the client, {@code X-Forwarded-For} if not set; others are not
         * read.
         */
        public Builder forwardedField(ForwardedField field) {
            forwardedField = field;
            return this;
        }

        /** Sets {@link ServerConfig#idleTimeout}, two minutes if not set. */
        public Builder idleTimeout(Duration timeout) {
            idleTimeout = timeout;
            return this;
        }

        /** Sets {@link ServerConfig#drainTimeout}, 30 seconds if not set. */
        public Builder drainTimeout(Duration timeout) {
            drainTimeout = timeout;
            return this;
        }

        /** Sets {@link ServerConfig#headerBytes}, 16 KiB if not set. */
        public Builder headerBytes(int bytes) {
            headerBytes = bytes;
            return this;
        }

        /** Sets {@link ServerConfig#connections}, 10,000 if not set. */
        public Builder connections(int most) {
            connections = most;
            return this;
        }

        /** Sets {@link ServerConfig#threads}, 200 if not set. */
        public Builder threads(int most) {
            threads = most;
            return this;
        }

        /** Sets {@link ServerConfig#virtualThreads}, AUTO if not set. */
        public Builder virtualThreads(VirtualThreads use) {
            virtualThreads = use;
            return this;
        }

        /** Sets {@link ServerConfig#directFiles}, on if not set. */
        public Builder directFiles(boolean use) {
            directFiles = use;
            return this;
        }

        /** Sets {@link ServerConfig#answerHeaders}, none if not set. */
        public Builder answerHeaders(AnswerHeaders headers) {
            answerHeaders = headers;
            return this;
        }

        /** Sets {@link ServerConfig#requestListener}, none if not set. */
        public Builder requestListener(RequestListener listener) {
            requestListener = listener;
            return this;
        }

        /** Sets {@link ServerConfig#accessLog}, off if not set: the log of a host is the host's. */
        public Builder accessLog(boolean use) {
            accessLog = use;
            return this;
        }

        /** Sets {@link ServerConfig#limits}, {@link ClientLimits#defaults} if not set. */
        public Builder limits(ClientLimits newLimits) {
            limits = newLimits;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException naming everything that is wrong
         */
        public ServerConfig build() {
            Problems problems = new Problems();
            problems.require(port >= 0 && port <= 65535, "no port: " + port);
            problems.require(idleTimeout.toMillis() > 0, "idle timeout must be positive");
            problems.require(!drainTimeout.isNegative(), "drain timeout must not be negative");
            problems.require(headerBytes >= 1024, "headerBytes must be 1024 or more");
            problems.require(connections > 0, "connections must be positive");
            problems.require(threads >= 8, "threads must be 8 or more");
            problems.require(externalUrl.map(Builder::isAddress).orElse(true), "not an http or https address");
            trustedProxies.forEach(
                    text -> problems.require(Network.isNetwork(text), "not an address or network: " + text));
            problems.refuse();
            return new ServerConfig(this);
        }

        private static boolean isAddress(String url) {
            return url.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?");
        }
    }
}
