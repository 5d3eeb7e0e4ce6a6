package dev.berth.registry.jetty;

import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.RegistryProtocol;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A registry as a handler for a Jetty server the host already has. Requests outside {@code /v2/} are left to other
 * handlers. It calls the registry on the thread that Jetty gives it and blocks it while a request body comes in; blobs go
 * out without holding a thread.
 */
public final class RegistryHandler extends Handler.Abstract {
    private final RegistryProtocol protocol;
    private final LinkBases linkBases;
    private final TrustedProxies trustedProxies;
    private final int uploadRate;
    private final AnswerSender sender;

    private RegistryHandler(
            RegistryProtocol protocol,
            LinkBases linkBases,
            TrustedProxies trustedProxies,
            int uploadRate,
            AnswerSender sender) {
        this.protocol = protocol;
        this.linkBases = linkBases;
        this.trustedProxies = trustedProxies;
        this.uploadRate = uploadRate;
        this.sender = sender;
    }

    RegistryHandler(RegistryProtocol protocol, ServerSettings settings, Patience patience) {
        this(
                protocol,
                new LinkBases(settings.externalUrl(), settings.trustedProxies()),
                settings.trustedProxies(),
                settings.limits().uploadRate(),
                new AnswerSender(settings.directFiles(), Optional.of(patience)));
    }

    /** A handler whose Locations are relative, and whose answers all pass through Jetty. */
    public static RegistryHandler of(RegistryProtocol protocol) {
        TrustedProxies nobody = TrustedProxies.none();
        return new RegistryHandler(
                protocol,
                new LinkBases(Optional.empty(), nobody),
                nobody,
                ClientLimits.defaults().uploadRate(),
                new AnswerSender(false, Optional.empty()));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, linkBases, trustedProxies.client(request), uploadRate);
        if (!RegistryProtocol.owns(exchange.path())) {
            return false;
        }
        HttpAnswer answer = answer(exchange);
        exchange.answered(answer.body().length());
        Callback sent =
                answer.status() < 400 ? callback : Remainder.after(request, response, exchange.body(), callback);
        sender.send(answer, request, response, sent);
        return true;
    }

    private HttpAnswer answer(Exchange exchange) {
        HttpAnswer answer = protocol.answer(exchange);
        boolean isFailed = answer.status() >= 400 && exchange.body().isTooSlow();
        return isFailed ? RegistryProtocol.refusal(408, "the request came too slowly") : answer;
    }
}
