package dev.berth.registry.junit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Records the requests of a registry, disturbs those that have a fault, and gives tokens. */
final class TestHandler extends Handler.Wrapper {
    private static final int UNAUTHORIZED = 401;

    private final RequestLog log;
    private final Faults faults;
    private final Optional<TestLogin> login;

    TestHandler(RequestLog log, Faults faults, Optional<TestLogin> login) {
        this.log = log;
        this.faults = faults;
        this.login = login;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        long number = log.add(recorded(request, path));
        Optional<Fault> fault = faults.take(request.getMethod(), path);
        if (fault.isPresent() && fault.get() instanceof Fault.Status status) {
            refuse(request, new DisturbedResponse(request, response, log, number, fault), status.code(), callback);
            return true;
        }
        if (fault.isPresent() && fault.get() instanceof Fault.Break broken && broken.bytes() == 0) {
            disconnect(request, callback);
            return true;
        }
        if (fault.isPresent() && fault.get() instanceof Fault.Delay delay) {
            Thread.sleep(delay.time().toMillis());
        }
        Response observed = new DisturbedResponse(request, response, log, number, fault);
        if (login.isPresent() && path.equals(TestLogin.TOKEN_PATH)) {
            return give(login.get(), request, observed, callback);
        }
        return super.handle(request, observed, callback);
    }

    private static RecordedRequest recorded(Request request, String path) {
        return new RecordedRequest(
                request.getMethod(),
                path,
                Optional.ofNullable(request.getHttpURI().getQuery()),
                OptionalInt.empty(),
                Optional.ofNullable(request.getHeaders().get(HttpHeader.USER_AGENT)),
                request.getHeaders().contains(HttpHeader.AUTHORIZATION));
    }

    private void refuse(Request request, Response response, int status, Callback callback) {
        response.setStatus(status);
        if (status == UNAUTHORIZED) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"registry\"");
        }
        send(
                response,
                "{\"errors\":[{\"code\":\"%s\",\"message\":\"fault of the test: %s %s\"}]}"
                        .formatted(code(status), request.getMethod(), status),
                callback);
    }

    /** The error code of the specification for a status. */
    private static String code(int status) {
        return switch (status) {
            case UNAUTHORIZED -> "UNAUTHORIZED";
            case 403 -> "DENIED";
            case 429 -> "TOOMANYREQUESTS";
            default -> status < 500 ? "UNSUPPORTED" : "UNKNOWN";
        };
    }

    private static void send(Response response, String json, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
    }

    static void disconnect(Request request, Callback callback) {
        IOException fault = new IOException("fault of the test: broken connection");
        request.getConnectionMetaData().getConnection().getEndPoint().close(fault);
        callback.failed(fault);
    }

    /** The answer of a token service (Docker token authentication). */
    private static boolean give(TestLogin login, Request request, Response response, Callback callback) {
        Optional<String> token = login.token(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        response.setStatus(token.isPresent() ? 200 : UNAUTHORIZED);
        send(response, token.map("{\"token\":\"%s\"}"::formatted).orElse("{}"), callback);
        return true;
    }
}
