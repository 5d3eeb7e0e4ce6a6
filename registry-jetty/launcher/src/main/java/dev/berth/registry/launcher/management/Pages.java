package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pages of a list, in their order. For one thread. */
final class Pages {
    private static final long LARGEST = 1_000;

    private final ManagementApi api;
    private final String path;
    private final CallQuery query;
    private long wanted;
    private Optional<String> cursor = Optional.empty();
    private boolean isAtEnd;

    /**
     * The pages of a list.
     *
     * @param wanted the greatest number of items
     */
    Pages(ManagementApi api, String path, CallQuery query, long wanted) {
        this.api = api;
        this.path = path;
        this.query = query;
        this.wanted = wanted;
    }

    /** The items of the next page, at most 1,000; empty at the end. */
    Optional<List<JsonNode>> next() throws IOException {
        if (isAtEnd) {
            return Optional.empty();
        }
        CallQuery asked =
                query.with("limit", Long.toString(Math.min(LARGEST, wanted))).with("cursor", cursor);
        JsonNode page = api.get(path, asked);
        List<JsonNode> items = new ArrayList<>();
        page.path("items").forEach(items::add);
        wanted -= items.size();
        Optional<String> before = cursor;
        cursor = Optional.of(page.path("next")).filter(JsonNode::isTextual).map(JsonNode::asText);
        if (cursor.isPresent() && cursor.equals(before)) {
            throw new IOException(
                    "the list " + path + " does not end: its page " + cursor.get() + " is followed by" + " itself");
        }
        isAtEnd = wanted <= 0 || cursor.isEmpty();
        return Optional.of(items);
    }
}
