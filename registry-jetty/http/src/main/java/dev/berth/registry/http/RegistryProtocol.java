package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.http.limit.RateLimiter;
import dev.berth.registry.model.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HTTP requests to a registry. Never throws: whatever goes wrong is an answer with errors in JSON. Blocks while
 * the registry does. Safe for use by any number of threads.
 */
public final class RegistryProtocol {
    private static final Logger log = LoggerFactory.getLogger(RegistryProtocol.class);
    private static final HttpHeader API_VERSION =
            new HttpHeader(HeaderName.DOCKER_DISTRIBUTION_API_VERSION, "registry/2.0");
    private static final HttpHeader NO_SNIFFING = new HttpHeader(HeaderName.X_CONTENT_TYPE_OPTIONS, "nosniff");

    private final Registry registry;
    private final RateLimiter traffic;
    private final Access access;
    private final Operations operations;
    private final Duration requestTimeout;
    private final MemoryBudget memory;

    /** The protocol of {@code registry}, guarded by {@code controller}. */
    public RegistryProtocol(Registry registry, AccessController controller, ProtocolConfig settings) {
        this.registry = registry;
        traffic = new RateLimiter(settings.rateLimits());
        access = new Access(controller, traffic);
        memory = new MemoryBudget(settings.memoryBytes(), settings.manifestBytes());
        operations = new Operations(access, settings, memory);
        requestTimeout = settings.requestTimeout();
    }

    /** Whether a path, as it was sent, belongs to the protocol. */
    public static boolean owns(String path) {
        return path.startsWith("/v2/") || path.equals("/v2");
    }

    /** Whether a path is that of the question whether there is a registry, whose answer waits for no store. */
    public static boolean isPing(String path) {
        return path.equals("/v2/") || path.equals("/v2");
    }

    /** The answer to a request; a HEAD is answered without a body. Who sends the answer closes its body. */
    public HttpAnswer answer(HttpRequest request) {
        String id = RequestId.of(request);
        Deadline deadline = Deadline.in(requestTimeout, request.age());
        return complete(request, id, deadline.call(() -> answerOrRefuse(request, id)));
    }

    /** The answer to a request that the server itself refuses, for being too large or malformed for example. */
    public static HttpAnswer refusal(HttpRequest request, int status, String message) {
        return refusal(request, Refusal.because(status, refusalCode(status), message));
    }

    /** The answer to a request whose client has too many under way: 429, with when to come again. */
    public static HttpAnswer tooManyAtOnce(HttpRequest request) {
        return refusal(
                request,
                Refusal.because(ErrorCode.TOOMANYREQUESTS, "too many requests from your address at the same time"));
    }

    private static HttpAnswer refusal(HttpRequest request, Refusal refusal) {
        return complete(request, RequestId.of(request), ErrorAnswer.of(refusal).build());
    }

    private static ErrorCode refusalCode(int status) {
        if (status == 503) {
            return ErrorCode.UNAVAILABLE;
        }
        return status >= 500 ? ErrorCode.UNKNOWN : ErrorCode.UNSUPPORTED;
    }

    private HttpAnswer answerOrRefuse(HttpRequest request, String id) {
        try {
            traffic.count(request);
            Route route = Route.parse(request.path()).orElseThrow(RegistryProtocol::noEndpoint);
            return answer(request, route, id);
        } catch (RegistryException e) {
            return ErrorAnswer.of(e).build();
        }
    }

    private HttpAnswer answer(HttpRequest request, Route route, String id) {
        try {
            return perform(request, route, id);
        } catch (RegistryException e) {
            logFailure(e, request, id);
            return refuse(e, route);
        } catch (RuntimeException e) {
            log.error("request {} to {} failed", id, route.endpoint().template(), e);
            return ErrorAnswer.of(500, ErrorCode.UNKNOWN, "the registry failed; its log says why under request " + id)
                    .build();
        }
    }

    private HttpAnswer perform(HttpRequest request, Route route, String id) {
        request.recognised(route.endpoint(), Caller.ANONYMOUS);
        if (request.method().equals(Method.OPTIONS.name())) {
            // Browsers send no credentials with a preflight.
            return operations.options(route.endpoint());
        }
        Operation operation = Method.parse(request.method())
                .flatMap(method -> operations.find(route.endpoint(), method))
                .orElseThrow(RegistryProtocol::noMethod);
        ContentCoding.requireNone(request);
        Method method = Method.valueOf(request.method());
        Query query = Query.parse(request.query());
        Set<Permission> needed = operation.needs().on(route);
        Set<Permission> requested = operation.requested(needed, query);
        Caller caller = access.authenticate(request, requested);
        request.recognised(route.endpoint(), caller);
        traffic.count(caller);
        access.require(request, caller, needed, requested);
        Registry within = registry.within(() -> RequestOrigin.of(request, id, caller));
        MemoryBudget.Share share = memory.share(request);
        AuthorizedRequest call = new AuthorizedRequest(request, method, route, query, caller, access, within, share);
        HttpAnswer answer = isListing(route, method)
                ? memory.work(() -> operation.handler().answer(call))
                : operation.handler().answer(call);
        if (answer.body() instanceof HttpBody.Bytes body && !call.isHead()) {
            share.reserve(body.length());
        }
        return answer;
    }

    /** Whether the answer is read from the database whole, and may be large. */
    private static boolean isListing(Route route, Method method) {
        return switch (route.endpoint()) {
            case CATALOG, TAGS, REFERRERS -> true;
            case MANIFEST -> method == Method.GET || method == Method.HEAD;
            case PING, TAG, BLOB, UPLOADS, UPLOAD -> false;
        };
    }

    private HttpAnswer refuse(RegistryException e, Route route) {
        HttpAnswer.Builder answer = ErrorAnswer.of(e);
        if (answer.status() == 405) {
            answer.with(HeaderName.ALLOW, operations.allowed(route.endpoint()));
        }
        return answer.build();
    }

    private static HttpAnswer complete(HttpRequest request, String id, HttpAnswer answer) {
        HttpBody body = request.method().equals("HEAD") ? omitted(answer.body()) : answer.body();
        return HttpAnswer.of(answer.status())
                .with(answer.headers())
                .with(API_VERSION)
                .with(NO_SNIFFING)
                .with(HeaderName.X_REQUEST_ID, id)
                .body(body)
                .build();
    }

    private static HttpBody omitted(HttpBody body) {
        if (body instanceof HttpBody.Stream stream) {
            close(stream);
        }
        return body instanceof HttpBody.None ? body : new HttpBody.Omitted(body.length());
    }

    private static void close(HttpBody.Stream stream) {
        try {
            stream.content().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void logFailure(RegistryException e, HttpRequest request, String id) {
        if (e.code() == ErrorCode.UNKNOWN) {
            log.error("request {} ({}) failed", id, request.method(), e);
        } else if (e.code() == ErrorCode.UNAVAILABLE) {
            log.warn("request {} ({}) not served: {}", id, request.method(), reason(e));
        }
    }

    private static String reason(RegistryException e) {
        return Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse(String.valueOf(e.getMessage()));
    }

    private static Refusal noEndpoint() {
        return Refusal.because(404, ErrorCode.UNSUPPORTED, "no such endpoint");
    }

    private static Refusal noMethod() {
        return Refusal.because(405, ErrorCode.UNSUPPORTED, "no such method here");
    }
}
