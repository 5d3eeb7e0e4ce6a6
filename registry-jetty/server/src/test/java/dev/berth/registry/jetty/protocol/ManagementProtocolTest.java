package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of {@code /api/v1/}: answers, pages and refusals, each compared with the description of the API. */
class ManagementProtocolTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    private static final List<String> TAGS = List.of("1.0", "1.0-b", "A", "a_b", "tags");

    @BeforeAll
    static void fill() throws Exception {
        byte[] manifest = server.image("g/app", "layer");
        for (int i = 0; i < TAGS.size(); i++) {
            put("g/app", TAGS.get((i * 3) % TAGS.size()), manifest);
        }
        put("g/app/tags", "v1", server.image("g/app/tags", "other layer"));
        put("g-b", "v1", server.image("g-b", "third"));
        server.pushBlob("g/untagged", Manifests.bytes("blob"));
    }

    private static void put(String repository, String tag, byte[] manifest) throws Exception {
        assertThat(server.putManifest(repository, tag, manifest).statusCode()).isEqualTo(201);
    }

    @Test
    void theStartListsTheFeatures() throws Exception {
        assertThat(texts(json("/api/v1/"), "features")).contains("repositories", "tags");
        assertThat(server.get("/api/v1").statusCode()).isEqualTo(200);
    }

    @Test
    void theDescriptionIsServed() throws Exception {
        HttpResponse<byte[]> description = server.get("/api/v1/openapi.json");

        assertThat(TestServer.header(description, "Content-Type")).isEqualTo("application/json");
        assertThat(TestServer.json(description).get("openapi").asText()).isEqualTo("3.1.0");
    }

    @Test
    void repositoriesHaveSizesAndTimes() throws Exception {
        JsonNode app = json("/api/v1/repositories/g/app");

        assertThat(app.get("name").asText()).isEqualTo("g/app");
        assertThat(app.get("size_bytes").asLong()).isEqualTo(5);
        assertThat(app.has("published_at")).isTrue();
        JsonNode untagged = json("/api/v1/repositories/g/untagged");
        assertThat(untagged.get("size_bytes").asLong()).isZero();
        assertThat(untagged.has("published_at")).isFalse();
        assertThat(json("/api/v1/namespaces/g").get("size_bytes").asLong()).isEqualTo(5 + 11);
    }

    @Test
    void repositoriesAreListedInPages() throws Exception {
        List<String> all = List.of("g-b", "g/app", "g/app/tags", "g/untagged");
        for (int limit = 1; limit <= all.size(); limit++) {
            assertThat(pages("/api/v1/repositories?limit=" + limit)).isEqualTo(all);
            assertThat(pages("/api/v1/repositories?below=g&limit=" + limit)).isEqualTo(all.subList(1, 4));
        }
        JsonNode first = json("/api/v1/repositories?below=g/app").get("items");
        assertThat(first).isEqualTo(array(json("/api/v1/repositories/g/app/tags")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "-name", "published", "-published", "kind", "-kind"})
    void tagsAreListedInPages(String sort) throws Exception {
        List<String> sorted = pages("/api/v1/tags/g/app?sort=" + sort);

        assertThat(sorted).containsExactlyInAnyOrderElementsOf(TAGS);
        if (sort.endsWith("name")) {
            List<String> byName = new ArrayList<>(TAGS);
            if (sort.startsWith("-")) {
                Collections.reverse(byName);
            }
            assertThat(sorted).isEqualTo(byName);
        }
        for (int limit = 1; limit <= TAGS.size(); limit++) {
            assertThat(pages("/api/v1/tags/g/app?limit=" + limit + "&sort=" + sort))
                    .isEqualTo(sorted);
        }
    }

    @Test
    void tagsAreFilteredByAPartOfTheirName() throws Exception {
        assertThat(pages("/api/v1/tags/g/app?contains=1.0")).containsExactly("1.0", "1.0-b");
        assertThat(pages("/api/v1/tags/g/app?contains=_")).containsExactly("a_b");
    }

    @Test
    void anImageIsFoundByItsTag() throws Exception {
        JsonNode image = json("/api/v1/images/g/app/tags");

        assertThat(image.get("repository").asText()).isEqualTo("g/app");
        assertThat(image.get("name").asText()).isEqualTo("tags");
        assertThat(image.at("/image/digest")).isEqualTo(image.get("digest"));
        assertThat(image.at("/image/config/digest")).isEqualTo(image.get("config_digest"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/repositories/none, 404, NAME_UNKNOWN, name",
        "/api/v1/repositories/NONE, 400, NAME_INVALID,",
        "/api/v1/namespaces/none, 404, NAME_UNKNOWN, name",
        "/api/v1/tags/none, 404, NAME_UNKNOWN, name",
        "/api/v1/images/g/app/none, 404, TAG_UNKNOWN, tag",
        "/api/v1/images/g/app/-, 404, TAG_UNKNOWN, tag",
        "/api/v1/nothing, 404, UNSUPPORTED,",
        "/api/v1/repositories?limit=0, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/repositories?limit=x, 400, INVALID_QUERY_PARAMETER_TYPE, parameter",
        "/api/v1/repositories?below=A, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/repositories?cursor=x, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/repositories?cursor=*, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/usage/none, 404, NAME_UNKNOWN, name",
        "/api/v1/usage/g/app?first=2026-02-30, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/usage/g/app?first=2026-02-02&last=2026-02-01, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/manifest-usage/g/app/v1, 400, DIGEST_INVALID,",
        "/api/v1/unused-tags/g/app, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/unused-tags/g/app?unused_for=1y, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/search/tags?kind=A, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/search/tags?annotation==x, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/search/tags?cursor=x, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/search/repositories?contains=A, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/search/holders/v1, 400, DIGEST_INVALID,",
        "/api/v1/largest?cursor=x, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/referrers/g/app/v1, 400, DIGEST_INVALID,",
        "/api/v1/tags/g/app?sort=size, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/tags/g/app?contains=%2F, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/retention/g/app/-, 400, INVALID_QUERY_PARAMETER_VALUE, parameter",
        "/api/v1/collection/retention/sha256:0, 400, DIGEST_INVALID,",
        "/api/v1/tags/g/app?n=1, 400, INVALID_QUERY_PARAMETER_VALUE, parameter"
    })
    void refusalsAreProblemDetails(String path, int status, String code, String value) throws Exception {
        HttpResponse<byte[]> refused = server.get(path);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(TestServer.header(refused, "Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = TestServer.json(refused);
        assertThat(ManagementDescription.problems("Problem", problem)).isEmpty();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(value == null || problem.get("values").has(value)).isTrue();
    }

    @Test
    void aCursorIsForItsListAndOrder() throws Exception {
        String byName = json("/api/v1/tags/g/app?limit=1").get("next").asText();
        String byTime =
                json("/api/v1/tags/g/app?limit=1&sort=published").get("next").asText();

        for (String wrong : List.of(
                "/api/v1/tags/g/app?sort=-name&cursor=" + byName,
                "/api/v1/tags/g/app?sort=published&cursor=" + byName,
                "/api/v1/tags/g/app?cursor=" + byTime,
                "/api/v1/repositories?cursor=" + byName)) {
            assertThat(server.get(wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void thePendingWorkOfCollectionIsShown() throws Exception {
        JsonNode backlog = json("/api/v1/collection");

        assertThat(backlog.get("reviews").isEmpty()).isFalse();
        assertThat(backlog.at("/next_due/link").asText()).isNotEmpty();
        assertThat(backlog.at("/deletions/failed").asLong()).isZero();
        JsonNode forecast = json("/api/v1/collection/forecast");
        assertThat(forecast.at("/items/0/size_bytes").asLong()).isGreaterThanOrEqualTo(4);
        assertThat(forecast.get("complete").asBoolean()).isTrue();
        assertThat(json("/api/v1/collection/failed-deletions").get("items").isEmpty())
                .isTrue();
    }

    @Test
    void contentIsExplained() throws Exception {
        JsonNode tagged = json("/api/v1/retention/g/app/1.0").at("/items/0");
        assertThat(tagged.get("kind").asText()).isEqualTo("manifest");
        assertThat(tagged.at("/holders/0/relation").asText()).isEqualTo("tag");
        assertThat(tagged.has("review")).isFalse();
        String digest = TestServer.digest(Manifests.bytes("blob")).toString();
        JsonNode pending =
                json("/api/v1/retention/g/untagged/" + digest).get("items").get(0);
        assertThat(pending.at("/review/reason").asText()).isEqualTo("uploaded");
        assertThat(pending.at("/review/due").asText())
                .isGreaterThan(pending.at("/review/since").asText());
        assertThat(json("/api/v1/collection/retention/" + digest).get("items").size())
                .isGreaterThan(1);
        assertThat(json("/api/v1/retention/g/app/none").get("items").isEmpty()).isTrue();
    }

    @Test
    void anotherMethodIsAProblemToo() throws Exception {
        HttpResponse<byte[]> refused = server.send("PUT", "/api/v1/tags/g/app", Manifests.bytes("x"));

        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(TestServer.header(refused, "Allow")).contains("GET");
        assertThat(ManagementDescription.problems("Problem", TestServer.json(refused)))
                .isEmpty();
    }

    /** The names of a list, page by page. */
    private static List<String> pages(String path) throws Exception {
        List<String> names = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = json(path + (next.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + "cursor=" + next));
            page.get("items").forEach(item -> names.add(item.get("name").asText()));
            next = page.path("next").asText();
        } while (!next.isEmpty());
        return names;
    }

    /** An answer that fits its description. */
    private static JsonNode json(String path) throws Exception {
        HttpResponse<byte[]> answer = server.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        JsonNode json = TestServer.json(answer);
        assertThat(ManagementDescription.problems("get", path, 200, json))
                .as(path)
                .isEmpty();
        return json;
    }

    private static JsonNode array(JsonNode item) {
        return JsonNodeFactory.instance.arrayNode().add(item);
    }

    private static List<String> texts(JsonNode object, String name) {
        List<String> texts = new ArrayList<>();
        object.get(name).forEach(each -> texts.add(each.asText().toLowerCase(Locale.ROOT)));
        return texts;
    }
}
