package dev.berth.registry.launcher.tracing;

import dev.berth.registry.event.EventSink;
import dev.berth.registry.http.tracing.RequestTracer;
import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.spi.storage.BlobStore;
import java.util.Optional;

/** The observers that make spans of the work of a server. */
public interface Tracing {
    /** Traces nothing: it answers what it is given. */
    Tracing NONE = new Tracing() {};

    /** The tracer of requests. */
    default Optional<RequestTracer> requests() {
        return Optional.empty();
    }

    /** A listener that makes spans of the queries of requests, and hands all on to another one. */
    default QueryListener queries(QueryListener next) {
        return next;
    }

    /**
     * A store whose calls for requests are traced.
     *
     * @param driver the kind of storage, by the name it has in the configuration
     */
    default BlobStore storage(BlobStore blobs, String driver) {
        return blobs;
    }

    /** A sink whose deliveries are traced, each in a trace of its own. */
    default EventSink sink(String subscription, EventSink sink) {
        return sink;
    }
}
