package dev.berth.registry.jetty;

import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.RegistryProtocol;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty refuses by itself, in the form of the protocol: no page, no stack trace, no name of a class. */
final class JsonErrors extends ErrorHandler {
    private final AnswerSender sender = new AnswerSender(false, Optional.empty());

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        sender.send(refusal(response.getStatus()), request, response, callback);
        return true;
    }

    private static HttpAnswer refusal(int status) {
        int known = status < 400 ? HttpStatus.INTERNAL_SERVER_ERROR_500 : status;
        return RegistryProtocol.refusal(known, message(known));
    }

    private static String message(int status) {
        String phrase = HttpStatus.getMessage(status);
        return phrase == null ? "request refused" : phrase;
    }
}
