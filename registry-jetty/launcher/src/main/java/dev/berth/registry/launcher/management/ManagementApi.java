package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The management API of a registry, wherever it is answered. For one thread. */
interface ManagementApi extends AutoCloseable {
    /** The path of the API. */
    String ROOT = "/api/v1/";

    /**
     * Sends a request and reads its answer.
     *
     * @param path below {@link #ROOT}; its characters are those of names, tags and digests
     * @throws RefusedCall when the API refuses the request
     * @throws IOException when there is no answer
     */
    JsonNode send(String method, String path, CallQuery query) throws IOException;

    /** Reads. */
    default JsonNode get(String path, CallQuery query) throws IOException {
        return send("GET", path, query);
    }

    @Override
    void close();
}
