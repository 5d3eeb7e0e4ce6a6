package dev.berth.registry.http.servlet;

import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.http.limit.ClientLimits;
import dev.berth.registry.http.proxy.LinkBases;
import dev.berth.registry.http.proxy.TrustedProxies;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * A registry as a servlet, to be mapped to {@code /v2/*}. Mapped below a path, {@code /registry/*} or {@code
 * /registry/v2/*} for example, or in a context that has a path, it answers there and its links begin with that path;
 * the clients of a registry find it behind a proxy only, since they ask for {@code /v2/} of a host.
 *
 * <p>A request holds its thread until it has been answered: hosts with many slow clients give it virtual threads. The
 * number of connections and requests is the container's to limit. Filters must not read the body; neither may they
 * compress answers.
 */
public final class RegistryServlet extends HttpServlet {
    /** The request attribute with the {@link dev.berth.registry.http.Endpoint} of a request, for logs and metrics. */
    public static final String ENDPOINT = "dev.berth.registry.endpoint";

    /** The request attribute with the {@link dev.berth.registry.access.Caller} of a request. */
    public static final String CALLER = "dev.berth.registry.caller";

    private static final long serialVersionUID = 1L;

    private final transient RegistryProtocol protocol;
    private final transient Builder settings;

    private RegistryServlet(RegistryProtocol protocol, Builder settings) {
        this.protocol = protocol;
        this.settings = settings;
    }

    /** A servlet with the defaults of its builder. */
    public static RegistryServlet of(RegistryProtocol protocol) {
        return builder().build(protocol);
    }

    /** A builder without trusted proxies and with relative links. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletExchange exchange = new ServletExchange(request, settings);
        try {
            send(answer(exchange), response);
        } finally {
            exchange.answered();
        }
    }

    private HttpAnswer answer(ServletExchange exchange) {
        HttpAnswer answer = protocol.answer(exchange);
        boolean isFailed = answer.status() >= 400 && exchange.body().isTooSlow();
        return isFailed ? RegistryProtocol.refusal(exchange, 408, "the request came too slowly") : answer;
    }

    private static void send(HttpAnswer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        for (HttpHeader header : answer.headers()) {
            response.addHeader(header.name().toString(), header.value());
        }
        HttpBody body = answer.body();
        if (!(body instanceof HttpBody.None)) {
            response.setContentLengthLong(body.length());
        }
        body.writeTo(response.getOutputStream());
    }

    /** Collects settings; not safe for use by several threads. */
    public static final class Builder {
        private TrustedProxies trustedProxies = TrustedProxies.none();
        private Optional<String> externalUrl = Optional.empty();
        private int uploadRate = ClientLimits.defaults().uploadRate();

        private Builder() {}

        private Builder(Builder other) {
            trustedProxies = other.trustedProxies;
            externalUrl = other.externalUrl;
            uploadRate = other.uploadRate;
        }

        /** Sets the proxies whose X-Forwarded fields are believed; none if not set. */
        public Builder trustedProxies(TrustedProxies proxies) {
            trustedProxies = proxies;
            return this;
        }

        /** Sets the address of the registry for its clients, with its path; links are relative if not set. */
        public Builder externalUrl(String url) {
            externalUrl = Optional.of(url);
            return this;
        }

        /** Sets {@link ClientLimits#uploadRate}, the minimum upload rate in bytes a second; 1,024 if not set. */
        public Builder uploadRate(int bytesPerSecond) {
            if (bytesPerSecond < 0) {
                throw new IllegalArgumentException("uploadRate must not be negative, not " + bytesPerSecond);
            }
            uploadRate = bytesPerSecond;
            return this;
        }

        /** The servlet of a protocol. */
        public RegistryServlet build(RegistryProtocol protocol) {
            return new RegistryServlet(protocol, new Builder(this));
        }

        TrustedProxies trustedProxies() {
            return trustedProxies;
        }

        LinkBases linkBases() {
            return new LinkBases(externalUrl, trustedProxies);
        }

        int uploadRate() {
            return uploadRate;
        }
    }
}
