package dev.berth.registry.http;

import dev.berth.registry.http.Operation.Handler;
import dev.berth.registry.http.Operation.Needs;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of the protocol: methods and endpoints, with their operation and the required permission. */
final class Operations {
    private static final HttpBody EMPTY_OBJECT = Json.body(json -> {
        json.writeStartObject();
        json.writeEndObject();
    });

    private final Map<Endpoint, Map<Method, Operation>> table = new EnumMap<>(Endpoint.class);

    Operations(Access access, ProtocolConfig settings, MemoryBudget memory) {
        ListEndpoints lists = new ListEndpoints(access, settings);
        ReferrersEndpoint referrers = new ReferrersEndpoint(settings);
        readable(Endpoint.PING, Needs.ENTRY, Operations::ping);
        readable(Endpoint.CATALOG, Needs.CATALOG, lists::catalog);
        readable(Endpoint.TAGS, Needs.PULL, lists::tags);
        readable(Endpoint.REFERRERS, Needs.PULL, referrers::list);
        manifests(new ManifestEndpoint(settings, memory));
        blobs(new BlobEndpoint(settings));
        uploads(new StartEndpoint(access), new SessionEndpoint());
    }

    Optional<Operation> find(Endpoint endpoint, Method method) {
        return Optional.ofNullable(at(endpoint).get(method));
    }

    /** The value of Allow at an endpoint. */
    String allowed(Endpoint endpoint) {
        return Stream.concat(at(endpoint).keySet().stream(), Stream.of(Method.OPTIONS))
                .map(Method::name)
                .collect(Collectors.joining(", "));
    }

    /** The methods of an endpoint, which depend neither on the caller nor on stored content. */
    HttpAnswer options(Endpoint endpoint) {
        return HttpAnswer.of(200).with(HeaderName.ALLOW, allowed(endpoint)).build();
    }

    private void manifests(ManifestEndpoint manifests) {
        on(Endpoint.MANIFEST, Method.GET, Needs.PULL, manifests::get);
        on(Endpoint.MANIFEST, Method.HEAD, Needs.PULL, manifests::head);
        on(Endpoint.MANIFEST, Method.PUT, Needs.PUSH, manifests::put);
        on(Endpoint.MANIFEST, Method.DELETE, Needs.DELETE, manifests::delete);
        on(Endpoint.TAG, Method.DELETE, Needs.DELETE, manifests::deleteTag);
    }

    private void blobs(BlobEndpoint blobs) {
        on(Endpoint.BLOB, Method.GET, Needs.PULL, blobs::get);
        on(Endpoint.BLOB, Method.HEAD, Needs.PULL, blobs::head);
        on(Endpoint.BLOB, Method.DELETE, Needs.DELETE, blobs::delete);
    }

    private void uploads(StartEndpoint start, SessionEndpoint session) {
        on(Endpoint.UPLOADS, Method.POST, Needs.PUSH, start::post);
        on(Endpoint.UPLOAD, Method.GET, Needs.PUSH, session::get);
        on(Endpoint.UPLOAD, Method.PATCH, Needs.PUSH, session::patch);
        on(Endpoint.UPLOAD, Method.PUT, Needs.PUSH, session::put);
        on(Endpoint.UPLOAD, Method.DELETE, Needs.PUSH, session::delete);
    }

    private void readable(Endpoint endpoint, Needs needs, Handler handler) {
        on(endpoint, Method.GET, needs, handler);
        on(endpoint, Method.HEAD, needs, handler);
    }

    private void on(Endpoint endpoint, Method method, Needs needs, Handler handler) {
        at(endpoint).put(method, new Operation(needs, handler));
    }

    private Map<Method, Operation> at(Endpoint endpoint) {
        return table.computeIfAbsent(endpoint, unused -> new EnumMap<>(Method.class));
    }

    private static HttpAnswer ping(AuthorizedRequest call) {
        return HttpAnswer.of(200).with(Json.CONTENT_TYPE).body(EMPTY_OBJECT).build();
    }
}
