package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.distribution.DistributionRoot;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.http.gitlab.GitlabRoot;
import dev.berth.registry.http.limit.RateLimiter;
import dev.berth.registry.http.limit.RefusalListener;
import dev.berth.registry.http.tracing.RequestTracer;
import dev.berth.registry.http.tracing.TracedRequest;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.reporting.ReportedFailure;
import dev.berth.registry.tracing.TraceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HTTP requests by the tables of its API roots. Never throws: every failure is an answer with errors in JSON.
 * Blocks while the registry does. Safe for use by any number of threads.
 */
public final class RegistryProtocol {
    private static final Logger log = LoggerFactory.getLogger(RegistryProtocol.class);
    private static final HttpHeader NO_SNIFFING = new HttpHeader(HeaderName.X_CONTENT_TYPE_OPTIONS, "nosniff");
    /** Of answers outside every root, which only the server itself gives. */
    private static final List<HttpHeader> NO_ROOT = List.of(DistributionRoot.API_VERSION);

    private final Registry registry;
    private final RateLimiter traffic;
    private final RefusalListener refusals;
    private final FailureReporter reporter;
    private final Optional<RequestTracer> tracer;
    private final Access access;
    private final List<ApiRoot> roots;
    private final Duration requestTimeout;
    private final MemoryBudget memory;
    private final BooleanSupplier unready;

    /**
     * The protocol of {@code registry}, guarded by {@code controller}: the roots {@code /v2/} and {@code /gitlab/v1/}.
     */
    public RegistryProtocol(Registry registry, AccessController controller, ProtocolConfig settings) {
        this(registry, controller, settings, List.of());
    }

    /** The same with more roots, of which none is below another. */
    public RegistryProtocol(
            Registry registry, AccessController controller, ProtocolConfig settings, List<ApiRoot> more) {
        this.registry = registry;
        traffic = new RateLimiter(settings.rateLimits(), new SecureRandom().nextLong(), settings.refusalListener());
        refusals = settings.refusalListener();
        reporter = settings.failureReporter();
        tracer = settings.requestTracer();
        access = new Access(controller, traffic, settings.sessions());
        memory = new MemoryBudget(settings.memoryBytes(), registry.manifests().maxBytes());
        roots = Stream.concat(Stream.of(DistributionRoot.of(settings), GitlabRoot.of(settings)), more.stream())
                .toList();
        requestTimeout = settings.requestTimeout();
        unready = () -> false;
    }

    private RegistryProtocol(RegistryProtocol other, BooleanSupplier unready) {
        registry = other.registry;
        traffic = other.traffic;
        refusals = other.refusals;
        reporter = other.reporter;
        tracer = other.tracer;
        access = other.access;
        memory = other.memory;
        roots = other.roots;
        requestTimeout = other.requestTimeout;
        this.unready = unready;
    }

    /**
     * The same protocol with the same limits, which answers 503 to the requests of all roots but those that are
     * {@link ApiRoot.Builder#servedUnready}, while this is true. It is asked at each request and must not wait.
     */
    public RegistryProtocol refusingWhile(BooleanSupplier condition) {
        return new RegistryProtocol(this, condition);
    }

    /** True when a path, as it was sent, belongs to one of the roots. */
    public boolean owns(String path) {
        return root(path).isPresent();
    }

    /** True when the answer at a path waits for no store, so that it needs no thread of its own. */
    public boolean isImmediate(String path) {
        return root(path).filter(root -> root.isImmediate(path)).isPresent();
    }

    /** The answer to a request; a HEAD is answered without a body. The server closes the body after it sent it. */
    public HttpAnswer answer(HttpRequest request) {
        String id = RequestId.of(request);
        Optional<ApiRoot> root = root(request.path());
        Deadline deadline = Deadline.in(requestTimeout, request.age());
        Supplier<HttpAnswer> work = () -> deadline.call(() -> answerOrRefuse(request, root, id));
        HttpAnswer answer = RequestId.inLog(id, () -> traced(request, root, id, work));
        return complete(request, id, root.map(ApiRoot::headers).orElse(NO_ROOT), answer);
    }

    /** Probes of load balancers are in no trace. */
    private HttpAnswer traced(HttpRequest request, Optional<ApiRoot> root, String id, Supplier<HttpAnswer> work) {
        if (tracer.isEmpty() || root.map(ApiRoot::isServedUnready).orElse(false)) {
            return work.get();
        }
        Optional<TraceContext> caller =
                TraceContext.parse(request.headers(HeaderName.TRACEPARENT), request.headers(HeaderName.TRACESTATE));
        Optional<String> route = root.flatMap(table -> table.template(request.path()));
        return new TracedRequest(request, tracer.get().begin(method(request), route, id, caller)).answer(work);
    }

    private static String method(HttpRequest request) {
        return Method.parse(request.method()).map(Method::name).orElse("other");
    }

    /** The answer to a request that the server itself refuses, for being too large or malformed for example. */
    public static HttpAnswer refusal(HttpRequest request, int status, String message) {
        return refusal(request, Refusal.because(status, refusalCode(status), message));
    }

    /** The answer to a request whose client has too many in progress: 429 with Retry-After. */
    public HttpAnswer tooManyAtOnce(HttpRequest request) {
        refusals.limited(RefusalListener.Limit.CONCURRENCY);
        return refusal(
                request,
                Refusal.because(ErrorCode.TOOMANYREQUESTS, "too many requests from your address at the same time"));
    }

    private static HttpAnswer refusal(HttpRequest request, Refusal refusal) {
        return complete(
                request,
                RequestId.of(request),
                NO_ROOT,
                ErrorAnswer.of(refusal, ErrorForm.REGISTRY).build());
    }

    private static ErrorCode refusalCode(int status) {
        if (status == 503) {
            return ErrorCode.UNAVAILABLE;
        }
        return status >= 500 ? ErrorCode.UNKNOWN : ErrorCode.UNSUPPORTED;
    }

    private Optional<ApiRoot> root(String path) {
        for (ApiRoot root : roots) {
            if (root.owns(path)) {
                return Optional.of(root);
            }
        }
        return Optional.empty();
    }

    private HttpAnswer answerOrRefuse(HttpRequest request, Optional<ApiRoot> root, String id) {
        try {
            traffic.count(request);
            requireReady(root);
            Route route = root.flatMap(table -> table.find(request.path())).orElseThrow(RegistryProtocol::noEndpoint);
            return answer(request, route, root.map(ApiRoot::errors).orElseThrow(), id);
        } catch (RegistryException e) {
            ErrorForm form = root.map(ApiRoot::errors).orElse(ErrorForm.REGISTRY);
            return ErrorAnswer.of(e, form).build();
        }
    }

    private void requireReady(Optional<ApiRoot> root) {
        if (!root.map(ApiRoot::isServedUnready).orElse(false) && unready.getAsBoolean()) {
            throw Refusal.because(ErrorCode.UNAVAILABLE, "the server is not ready: one of its health checks fails");
        }
    }

    private HttpAnswer answer(HttpRequest request, Route route, ErrorForm errors, String id) {
        try {
            return perform(request, route, id);
        } catch (RegistryException e) {
            logFailure(e, request, route, id);
            return refuse(e, errors, route.endpoint());
        } catch (RuntimeException e) {
            log.error("request {} to {} failed", id, route.endpoint().template(), e);
            report(e, request, route, id);
            return ErrorAnswer.of(
                            Refusal.because(
                                    ErrorCode.UNKNOWN,
                                    "internal error; the server log has the cause under request " + id),
                            errors)
                    .build();
        }
    }

    private HttpAnswer perform(HttpRequest request, Route route, String id) {
        request.recognised(route, Caller.ANONYMOUS);
        Method method = Method.parse(request.method()).orElseThrow(RegistryProtocol::noMethod);
        if (method == Method.OPTIONS) {
            return preflight(route.endpoint());
        }
        Operation operation = route.endpoint().operation(method).orElseThrow(RegistryProtocol::noMethod);
        ContentCoding.requireNone(request);
        Query query = Query.parse(request.query());
        Caller caller = authorize(request, operation.needs(), route, query);
        Registry within = registry.within(() -> RequestOrigin.of(request, id, caller));
        MemoryBudget.Share share = memory.share(request);
        HttpAnswer answer =
                operation.handler().answer(new AuthorizedRequest(request, route, query, caller, access, within, share));
        if (answer.body() instanceof HttpBody.Bytes body && method != Method.HEAD) {
            share.reserve(body.length());
        }
        return answer;
    }

    private Caller authorize(HttpRequest request, Needs needs, Route route, Query query) {
        if (needs.isPublic()) {
            return Caller.ANONYMOUS;
        }
        Set<Permission> requested = needs.requested(route, query);
        Caller caller = access.authenticate(request, requested);
        request.recognised(route, caller);
        traffic.count(caller);
        access.require(request, caller, needs.of(route, query), requested);
        return caller;
    }

    /** Answers without authentication: browsers send no credentials with a preflight request. */
    private static HttpAnswer preflight(Endpoint endpoint) {
        return HttpAnswer.of(200).with(HeaderName.ALLOW, endpoint.allowed()).build();
    }

    private static HttpAnswer refuse(RegistryException e, ErrorForm errors, Endpoint endpoint) {
        HttpAnswer.Builder answer = ErrorAnswer.of(e, errors);
        if (answer.status() == 405) {
            answer.with(HeaderName.ALLOW, endpoint.allowed());
        }
        return answer.build();
    }

    private static HttpAnswer complete(HttpRequest request, String id, List<HttpHeader> always, HttpAnswer answer) {
        HttpBody body = request.method().equals("HEAD") ? omitted(answer.body()) : answer.body();
        return HttpAnswer.of(answer.status())
                .with(answer.headers())
                .with(always)
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

    /** A refusal without a cause, for want of memory for example, is no failure. */
    private void logFailure(RegistryException e, HttpRequest request, Route route, String id) {
        if (e.code() == ErrorCode.UNKNOWN) {
            log.error("request {} ({}) failed", id, request.method(), e);
            report(e, request, route, id);
        } else if (e.code() == ErrorCode.UNAVAILABLE) {
            log.warn("request {} ({}) not served: {}", id, request.method(), reason(e));
            if (e.getCause() != null) {
                report(e, request, route, id);
            }
        }
    }

    private void report(RuntimeException e, HttpRequest request, Route route, String id) {
        String operation = method(request) + " " + route.endpoint().template();
        reporter.report(ReportedFailure.ofRequest(operation, id, e));
    }

    private static String reason(RegistryException e) {
        return Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse(String.valueOf(e.getMessage()));
    }

    private static Refusal noEndpoint() {
        return Refusal.because(404, ErrorCode.UNSUPPORTED, "no such endpoint");
    }

    private static Refusal noMethod() {
        return Refusal.because(405, ErrorCode.UNSUPPORTED, "this method is not supported here");
    }
}
