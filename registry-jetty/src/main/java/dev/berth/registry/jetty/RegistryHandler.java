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
    private final AnswerSender sender;

    RegistryHandler(
            RegistryProtocol protocol,
            Optional<String> externalUrl,
            TrustedProxies trustedProxies,
            boolean directFiles) {
        this.protocol = protocol;
        this.linkBases = new LinkBases(externalUrl, trustedProxies);
        this.trustedProxies = trustedProxies;
        this.sender = new AnswerSender(directFiles);
    }

    /** A handler whose Locations are relative, and whose answers all pass through Jetty. */
    public static RegistryHandler of(RegistryProtocol protocol) {
        return new RegistryHandler(protocol, Optional.empty(), TrustedProxies.none(), false);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, linkBases, trustedProxies.client(request));
        if (!RegistryProtocol.owns(exchange.path())) {
            return false;
        }
        HttpAnswer answer = protocol.answer(exchange);
        if (answer.status() >= 400) {
            Remainder.drop(request, exchange.body());
        }
        exchange.answered(answer.body().length());
        sender.send(answer, request, response, callback);
        return true;
    }
}
