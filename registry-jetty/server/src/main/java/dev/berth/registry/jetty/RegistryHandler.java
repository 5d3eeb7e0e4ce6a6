package dev.berth.registry.jetty;

import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.http.limit.ClientLimits;
import dev.berth.registry.http.proxy.LinkBases;
import dev.berth.registry.http.proxy.TrustedProxies;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * A registry as a handler for a Jetty server the host already has. Inside a context it answers below the path of the
 * context, and its links begin with that path. Requests outside the API roots of its protocol are
 * left to other handlers. It calls the registry on the thread that Jetty gives it and blocks it while a request body
 * comes in; blobs go out without holding a thread.
 */
public final class RegistryHandler extends Handler.Abstract {
    private final RegistryProtocol protocol;
    private final LinkBases linkBases;
    private final TrustedProxies trustedProxies;
    private final int uploadRate;
    private final SlowClientTimeouts timeouts;
    private final AnswerSender sender;
    private final ClientConcurrencyLimit shares;
    private final RequestThreads threads;
    private final AnswerHeaders answerHeaders;

    private RegistryHandler(
            RegistryProtocol protocol,
            LinkBases linkBases,
            TrustedProxies trustedProxies,
            ClientLimits limits,
            boolean directFiles,
            AnswerHeaders answerHeaders,
            ClientConcurrencyLimit shares,
            RequestThreads threads) {
        this.protocol = protocol;
        this.linkBases = linkBases;
        this.trustedProxies = trustedProxies;
        this.uploadRate = limits.uploadRate();
        this.timeouts = new SlowClientTimeouts(limits.downloadRate());
        this.sender = new AnswerSender(directFiles, timeouts);
        this.shares = shares;
        this.threads = threads;
        this.answerHeaders = answerHeaders;
        addBean(new PeriodicTask(() -> getServer().getScheduler(), () -> timeouts.look(NanoTime.now())));
    }

    RegistryHandler(
            RegistryProtocol protocol, ServerConfig settings, ClientConcurrencyLimit shares, RequestThreads threads) {
        this(
                protocol,
                new LinkBases(settings.externalUrl(), settings.trustedProxies()),
                settings.trustedProxies(),
                settings.limits(),
                settings.directFiles(),
                settings.answerHeaders(),
                shares,
                threads);
    }

    /**
     * A handler whose Locations are relative, and whose answers all pass through Jetty. Limits of clients are up to the
     * server.
     */
    public static RegistryHandler of(RegistryProtocol protocol) {
        TrustedProxies nobody = TrustedProxies.none();
        return new RegistryHandler(
                protocol,
                new LinkBases(Optional.empty(), nobody),
                nobody,
                ClientLimits.defaults(),
                false,
                AnswerHeaders.none(),
                ClientConcurrencyLimit.unlimited(),
                RequestThreads.ofJetty());
    }

    /**
     * A handler with these settings, as far as they are about requests: the address of the registry, trusted proxies,
     * rates and requests of a client, direct files and added header fields. Host, port, TLS, threads, connections and
     * timeouts are the server's.
     */
    public static RegistryHandler of(RegistryProtocol protocol, ServerConfig settings) {
        return new RegistryHandler(
                protocol, settings, ClientConcurrencyLimit.of(settings, false), RequestThreads.ofJetty());
    }

    /** The timeouts for slow clients of this registry. */
    SlowClientTimeouts timeouts() {
        return timeouts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange =
                new Exchange(request, linkBases, trustedProxies.client(new ReceivedRequest(request)), uploadRate);
        if (!protocol.owns(exchange.path())) {
            return false;
        }
        ServedRequest holding = new ServedRequest(callback, exchange::answered);
        Optional<ServedRequest> served = shares.begin(exchange, holding);
        if (served.isEmpty()) {
            send(protocol.tooManyAtOnce(exchange), exchange, request, response, holding);
        } else if (protocol.isImmediate(exchange.path())) {
            serve(exchange, request, response, served.get());
        } else {
            threads.execute(() -> serve(exchange, request, response, served.get()));
        }
        return true;
    }

    private void serve(Exchange exchange, Request request, Response response, ServedRequest served) {
        try {
            send(answer(exchange), exchange, request, response, served);
        } catch (RuntimeException | Error e) {
            exchange.answered();
            Response.writeError(request, response, served, e);
        }
    }

    private void send(HttpAnswer answer, Exchange exchange, Request request, Response response, Callback callback) {
        answerHeaders.addTo(response.getHeaders(), request);
        Callback sent = UnreadRequest.after(request, response, exchange.body(), timeouts, callback);
        sender.send(answer, request, response, sent);
    }

    private HttpAnswer answer(Exchange exchange) {
        HttpAnswer answer = protocol.answer(exchange);
        boolean isFailed = answer.status() >= 400 && exchange.body().isTooSlow();
        return isFailed ? RegistryProtocol.refusal(exchange, 408, "the request body arrived too slowly") : answer;
    }
}
