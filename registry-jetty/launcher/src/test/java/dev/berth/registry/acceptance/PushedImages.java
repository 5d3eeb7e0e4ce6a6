package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The images whose push was tried, and those whose push or deletion was acknowledged. Safe for use by several threads.
 */
final class PushedImages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_LAYER = 300_000;
    private static final int REPOSITORIES = 3;
    private final AtomicLong seeds = new AtomicLong();
    private final Map<Long, Boolean> outcomes = new ConcurrentHashMap<>();
    private final Set<Long> deleted = ConcurrentHashMap.newKeySet();

    /** Pushes a new image, and records the result. */
    void pushNext(Client client) throws IOException, InterruptedException {
        long seed = seeds.incrementAndGet();
        outcomes.put(seed, false);
        client.push(repository(seed), tag(seed), Image.of(seed, LARGEST_LAYER));
        outcomes.put(seed, true);
    }

    /** Deletes the tag of an image that was acknowledged, and notes how it went. */
    void deleteOne(Client client) throws IOException, InterruptedException {
        Optional<Long> chosen = outcomes.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findAny();
        if (chosen.isPresent() && outcomes.replace(chosen.get(), true, false)) {
            long seed = chosen.get();
            Client.expect(client.delete("/v2/" + repository(seed) + "/manifests/" + tag(seed)), 202);
            deleted.add(seed);
        }
    }

    long acknowledged() {
        return outcomes.values().stream().filter(acknowledged -> acknowledged).count();
    }

    /** Asserts that what was acknowledged is there, whole, and so is whatever else can be seen. */
    void assertWhole(Client client) throws IOException, InterruptedException {
        List<Long> visible = visible(client);
        assertThat(visible)
                .containsAll(outcomes.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .toList());
        assertThat(outcomes.keySet()).containsAll(visible);
        assertThat(visible).filteredOn(deleted::contains).isEmpty();
        for (long seed : visible) {
            client.assertPulls(repository(seed), tag(seed), Image.of(seed, LARGEST_LAYER));
        }
    }

    private static List<Long> visible(Client client) throws IOException, InterruptedException {
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < REPOSITORIES; i++) {
            HttpResponse<byte[]> tags = client.get("/v2/" + repository(i) + "/tags/list");
            if (tags.statusCode() != 404) {
                Client.expect(tags, 200);
                for (JsonNode tag : JSON.readTree(tags.body()).path("tags")) {
                    seeds.add(Long.valueOf(tag.asText().substring(1)));
                }
            }
        }
        return seeds;
    }

    private static String repository(long seed) {
        return "killed/r" + seed % REPOSITORIES;
    }

    private static String tag(long seed) {
        return "t" + seed;
    }

    @Override
    public String toString() {
        return (acknowledged() + deleted.size()) + " of " + outcomes.size() + " pushes were acknowledged, "
                + deleted.size() + " deleted";
    }
}
