package dev.berth.registry.rails;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.rails.RailsClient.RailsPage;
import dev.berth.registry.testing.FullBuild;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lists of tags as GitLab reads them, page by page in both directions. The number of tags is {@code -Dberth.tags=N},
 * 20,000 by default: they are set 100 at a time, so that 100 tags have the same time.
 */
@FullBuild
class TagPagesIT {
    private static final int TAGS = Integer.getInteger("berth.tags", 20_000);
    private static final int AT_ONCE = 100;
    private static final String MANY = "group/many";
    private static final String FEW = "group/few";
    private static final List<String> NAMES = List.of("a.b", "a-b", "a_b", "axb", "ab", "A_B", "_a", "z");

    private static RailsTokens tokens;
    private static RailsRegistry registry;

    @BeforeAll
    static void fill(@TempDir Path folder) throws Exception {
        tokens = RailsTokens.create();
        registry = RailsRegistry.start(folder, tokens, "");
        ImageClient client = registry.images(MANY);
        byte[] manifest = RailsRegistry.image(client, MANY, "many");
        for (int i = 0; i < TAGS; i += AT_ONCE) {
            tag(manifest, i);
        }
        for (String name : NAMES) {
            registry.push(FEW, name, name);
        }
    }

    private static void tag(byte[] manifest, int first) throws Exception {
        String query = IntStream.range(first, Math.min(TAGS, first + AT_ONCE))
                .mapToObj(i -> "tag=" + name(i))
                .collect(Collectors.joining("&"));
        URI uri = registry.uri().resolve("/v2/" + MANY + "/manifests/" + ImageClient.digest(manifest) + "?" + query);
        HttpRequest put = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + tokens.full(MANY))
                .header("Content-Type", ImageClient.OCI)
                .PUT(BodyPublishers.ofByteArray(manifest))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(put, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static String name(int number) {
        return "v" + number * 7 % TAGS + "-" + number;
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    /** Those before the current page come by {@code before}, and in the order of the list. */
    @ParameterizedTest
    @CsvSource({"name, 1000", "-name, 1000", "published_at, 1000", "-published_at, 999", "'', 1000"})
    void everyTagIsOnOnePageInBothDirections(String sort, int size) throws Exception {
        Map<String, String> query = sort.isEmpty() ? Map.of() : Map.of("sort", sort);
        RailsClient client = registry.rails(tokens.pull(MANY));
        List<List<String>> pages = new ArrayList<>();
        RailsPage page = client.tags(MANY, size, query);
        pages.add(names(page));
        assertThat(page.links()).doesNotContainKey("previous");
        for (Optional<String> last = page.parameter("next", "last");
                last.isPresent();
                last = page.parameter("next", "last")) {
            page = client.tags(MANY, size, with(query, "last", last.get()));
            pages.add(names(page));
        }
        List<String> all = pages.stream().flatMap(List::stream).toList();
        assertThat(all).doesNotHaveDuplicates().hasSize(TAGS);
        if (!sort.contains("published")) {
            Comparator<String> order = sort.startsWith("-") ? Comparator.reverseOrder() : Comparator.naturalOrder();
            assertThat(all).isSortedAccordingTo(order);
        }
        for (int i = pages.size() - 2; i >= 0; i--) {
            String before = page.parameter("previous", "before").orElseThrow();
            page = client.tags(MANY, size, with(query, "before", before));
            assertThat(names(page)).as("page %d", i).isEqualTo(pages.get(i));
        }
        assertThat(page.links()).doesNotContainKey("previous");
    }

    /** 100 tags have one time: the marker of a page within them has to name the tag too. */
    @Test
    void tagsOfOneTimeAreOnSeveralPages() throws Exception {
        Map<String, String> newest = Map.of("sort", "-published_at");
        RailsClient client = registry.rails(tokens.pull(MANY));
        List<String> expected = names(client.tags(MANY, 50, newest));
        List<String> read = new ArrayList<>();
        Optional<String> last = Optional.empty();
        while (read.size() < 50) {
            RailsPage page = client.tags(
                    MANY, 7, last.map(tag -> with(newest, "last", tag)).orElse(newest));
            read.addAll(names(page));
            last = page.parameter("next", "last");
        }
        assertThat(read.subList(0, 50)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"a_b, a_b", "_, 'A_B,_a,a_b'", "a.b, a.b", ".., ''", "x, axb", "B, A_B", "none, ''"})
    void aFilterIsLiteral(String filter, String expected) throws Exception {
        RailsPage page = registry.rails(tokens.pull(FEW)).tags(FEW, 100, Map.of("name", filter));

        assertThat(names(page)).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(",", -1)));
    }

    /** No tag can have these characters; GitLab takes a refusal for an empty list. */
    @ParameterizedTest
    @ValueSource(strings = {"%", "a%b", "a b", "\\", "'"})
    void aFilterThatIsNoPartOfATagFindsNothing(String filter) throws Exception {
        RailsPage page = registry.rails(tokens.pull(FEW)).tags(FEW, 100, Map.of("name", filter));

        assertThat(names(page)).isEmpty();
    }

    @Test
    void aFilterStaysOnThePagesOfAList() throws Exception {
        Map<String, String> query = Map.of("name", "-1", "sort", "-name");
        RailsClient client = registry.rails(tokens.pull(MANY));
        RailsPage first = client.tags(MANY, 2, query);
        assertThat(first.parameter("next", "name")).contains("-1");
        assertThat(first.parameter("next", "sort")).contains("-name");
        assertThat(first.parameter("next", "n")).contains("2");
    }

    /** The client splits Link at commas, so the list of types must not have one there. */
    @Test
    void referrersOfSeveralTypes() throws Exception {
        ImageClient client = registry.images("group/signed");
        String digest = registry.push("group/signed", "v1", "one");
        registry.push("group/signed", "v2", "two");
        for (String type : List.of("application/a", "application/b", "application/c")) {
            byte[] manifest = referrer(client, digest, type);
            client.put("group/signed", ImageClient.digest(manifest), ImageClient.OCI, manifest);
        }

        RailsPage page = registry.rails(tokens.pull("group/signed"))
                .tags("group/signed", 1, Map.of("referrers", "true", "referrer_type", "application/a,application/c"));

        assertThat(page.items().at("/0/referrers").findValuesAsText("artifactType"))
                .containsExactlyInAnyOrder("application/a", "application/c");
        assertThat(page.parameter("next", "last")).contains("v1");
        assertThat(page.parameter("next", "referrer_type")).contains("application/a,application/c");
    }

    private static byte[] referrer(ImageClient client, String subject, String type) throws Exception {
        int size = client.manifestBytes("group/signed", subject).length;
        client.push("group/signed", "{}".getBytes(StandardCharsets.UTF_8));
        String empty = "{\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"size\":2,\"digest\":\"%s\"}"
                .formatted(ImageClient.digest("{}".getBytes(StandardCharsets.UTF_8)));
        return """
            {"schemaVersion":2,"mediaType":"%s","artifactType":"%s","config":%s,"layers":[%s],
            "subject":{"mediaType":"%s","size":%d,"digest":"%s"}}\
            """.formatted(ImageClient.OCI, type, empty, empty, ImageClient.OCI, size, subject)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The client asks for 10,000 tags and does not follow Link. */
    @Test
    void theFirst10000TagsAreOnePage() throws Exception {
        assertThat(registry.images(MANY).tags(MANY))
                .hasSize(Math.min(TAGS, 10_000))
                .isSorted();
    }

    private static List<String> names(RailsPage page) {
        return Stream.of(page.items()).flatMap(TagPagesIT::names).toList();
    }

    private static Stream<String> names(JsonNode items) {
        return items.findValuesAsText("name").stream();
    }

    private static Map<String, String> with(Map<String, String> query, String name, String value) {
        Map<String, String> more = new HashMap<>(query);
        more.put(name, value);
        return more;
    }
}
