package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A client with repositories of its own, which it expects to have the content that it, or the old registry before, put
 * there. Any other answer is a failure, except 503 with Retry-After; a node that was killed gives none.
 */
final class TakeoverClient {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST = 2_000;
    private static final int TAGS = 6;

    private final Map<String, Map<String, Image>> expected;
    private final Supplier<List<URI>> nodes;
    private final RandomGenerator random;
    private final List<String> names;
    private int refused;

    /** @param expected the tags of its repositories */
    TakeoverClient(Map<String, Map<String, Image>> expected, Supplier<List<URI>> nodes, RandomGenerator random) {
        this.expected = expected;
        this.nodes = nodes;
        this.random = random;
        this.names = new ArrayList<>(expected.keySet());
    }

    /** An image that any client may have pushed before. */
    static Image anyImage(RandomGenerator random) {
        return Image.of(random.nextInt(200), LARGEST);
    }

    static String anyTag(RandomGenerator random) {
        return "v" + random.nextInt(TAGS);
    }

    /** The number of answers with status 503. */
    int refused() {
        return refused;
    }

    void step() throws IOException, InterruptedException {
        String name = names.get(random.nextInt(names.size()));
        String tag = anyTag(random);
        switch (random.nextInt(8)) {
            case 0, 1 -> push(name, tag, anyImage(random));
            case 2 -> delete(name, tag);
            case 3 -> mount(name);
            case 4 -> assertTags(name);
            case 5 -> assertCatalog();
            default -> assertTag(name, tag);
        }
    }

    private Map<String, Image> tags(String name) {
        return expected.getOrDefault(name, Map.of());
    }

    private void push(String name, String tag, Image image) throws IOException, InterruptedException {
        for (Content blob : image.blobs()) {
            pushBlob(name, blob);
        }
        String path = "/v2/" + name + "/manifests/" + tag;
        String type = Image.MEDIA_TYPE;
        assertThat(send("PUT", path, image.manifest().bytes(), "Content-Type", type)
                        .statusCode())
                .as(path)
                .isEqualTo(201);
        Objects.requireNonNull(expected.get(name)).put(tag, image);
    }

    private void pushBlob(String name, Content blob) throws IOException, InterruptedException {
        if (send("HEAD", "/v2/" + name + "/blobs/" + blob.digest()).statusCode() != 200) {
            String path = "/v2/" + name + "/blobs/uploads/?digest=" + blob.digest();
            String type = "application/octet-stream";
            assertThat(send("POST", path, blob.bytes(), "Content-Type", type).statusCode())
                    .as(path)
                    .isEqualTo(201);
        }
    }

    /** A deletion that is repeated after a kill may find that it was done. */
    private void delete(String name, String tag) throws IOException, InterruptedException {
        String path = "/v2/" + name + "/manifests/" + tag;
        int status = send("DELETE", path).statusCode();
        boolean was = Objects.requireNonNull(expected.get(name)).remove(tag) != null;
        assertThat(status).as("DELETE " + path).isIn(was ? Set.of(202, 404) : Set.of(404));
        assertThat(send("GET", path).statusCode()).as(path).isEqualTo(404);
    }

    /** A mount that is not done is answered with a session. */
    private void mount(String target) throws IOException, InterruptedException {
        String source = names.get(random.nextInt(names.size()));
        for (Image image : List.copyOf(tags(source).values())) {
            String digest = image.blobs().get(0).digest();
            String path = "/v2/" + target + "/blobs/uploads/?mount=" + digest + "&from=" + source;
            assertThat(send("POST", path).statusCode()).as(path).isEqualTo(201);
            assertThat(send("HEAD", "/v2/" + target + "/blobs/" + digest).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    private void assertTags(String name) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send("GET", "/v2/" + name + "/tags/list");
        Set<String> listed = answer.statusCode() == 404 ? Set.of() : texts(answer, "tags");
        assertThat(listed).as("tags of " + name).isEqualTo(tags(name).keySet());
    }

    private void assertCatalog() throws IOException, InterruptedException {
        Set<String> listed = texts(send("GET", "/v2/_catalog?n=1000"), "repositories");
        assertThat(listed)
                .containsAll(
                        names.stream().filter(name -> !tags(name).isEmpty()).toList());
    }

    private void assertTag(String name, String tag) throws IOException, InterruptedException {
        String path = "/v2/" + name + "/manifests/" + tag;
        HttpResponse<byte[]> answer = send("GET", path, new byte[0], "Accept", Image.MEDIA_TYPE);
        Image image = tags(name).get(tag);
        assertThat(answer.statusCode()).as(path).isEqualTo(image == null ? 404 : 200);
        if (image != null) {
            assertThat(answer.body()).as(path).isEqualTo(image.manifest().bytes());
            for (Content blob : image.blobs()) {
                HttpResponse<byte[]> content = send("GET", "/v2/" + name + "/blobs/" + blob.digest());
                assertThat(content.body()).as(path + " " + blob.digest()).isEqualTo(blob.bytes());
            }
        }
    }

    /** Everything that is expected, and nothing else in these repositories. */
    void assertAll() throws IOException, InterruptedException {
        for (String name : names) {
            assertTags(name);
            for (int i = 0; i < TAGS; i++) {
                assertTag(name, "v" + i);
            }
        }
        assertCatalog();
    }

    private static Set<String> texts(HttpResponse<byte[]> answer, String member) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        Set<String> texts = new TreeSet<>();
        JSON.readTree(answer.body()).at("/" + member).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private HttpResponse<byte[]> send(String method, String path) throws IOException, InterruptedException {
        return send(method, path, new byte[0]);
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        while (true) {
            List<URI> alive = nodes.get();
            URI node = alive.get(random.nextInt(alive.size()));
            try {
                HttpResponse<byte[]> answer =
                        new Client(node).send(method, URI.create(path), BodyPublishers.ofByteArray(body), headers);
                if (answer.statusCode() != 503) {
                    return answer;
                }
                assertThat(answer.headers().firstValue("Retry-After")).as(path).isPresent();
                refused++;
            } catch (IOException e) {
                // The node was killed; the other one may have the repository.
                assertThat(nodes.get()).as("%s of %s: %s", method, path, e).isNotEqualTo(List.of(node));
            }
            assertThat(Instant.now()).as(method + " " + path).isBefore(end);
            Thread.sleep(20);
        }
    }
}
