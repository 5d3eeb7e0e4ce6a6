package dev.berth.registry.jetty;

import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.http.proxy.LinkBases;
import dev.berth.registry.http.proxy.TrustedProxies;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Refusals by Jetty in the form of the protocol: no page, no stack trace, no name of a class. */
final class JsonErrors extends ErrorHandler {
    private final LinkBases nowhere = new LinkBases(Optional.empty(), TrustedProxies.none());
    private final AnswerSender sender;

    JsonErrors(SlowClientTimeouts timeouts) {
        sender = new AnswerSender(false, timeouts);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        sender.send(refusal(exchange(request), response.getStatus()), request, response, callback);
        return true;
    }

    /** A request that was unreadable, or arrived during the stop, has not reached the protocol. */
    private Exchange exchange(Request request) {
        return Exchange.of(request).orElseGet(() -> new Exchange(request, nowhere, Optional.empty(), 0));
    }

    private static HttpAnswer refusal(HttpRequest request, int status) {
        int known = status < 400 ? HttpStatus.INTERNAL_SERVER_ERROR_500 : status;
        return RegistryProtocol.refusal(request, known, message(known));
    }

    private static String message(int status) {
        String phrase = HttpStatus.getMessage(status);
        return phrase == null ? "request refused" : phrase;
    }
}
