package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage, search, kinds and sizes in {@code /api/v1/}; each answer is compared with the description of the API. */
class ManagementInsightTest {
    @RegisterExtension
    static final TestServer server = TestServer.guardedBy(new Guard());

    private static final String LAYER = "shared layer";

    /** Hides {@code hidden/...}; {@code ns/...} may be read by a permission on the namespace only. */
    private static final class Guard implements AccessController {
        @Override
        public Authentication authenticate(Credentials credentials) {
            return new Authentication.Authenticated(Caller.ANONYMOUS);
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            return needed.stream().allMatch(Guard::isAllowed)
                    ? new Decision.Allowed()
                    : new Decision.Denied("not visible");
        }

        private static boolean isAllowed(Permission permission) {
            if (permission instanceof Permission.OnRepository on && on.action() == Action.PULL) {
                String name = on.repository().value();
                return !name.startsWith("hidden/") && !name.startsWith("ns/");
            }
            return !(permission instanceof Permission.OnNamespace on)
                    || on.path().value().equals("ns");
        }
    }

    @BeforeAll
    static void fill() throws Exception {
        for (String repository : List.of("a/app", "hidden/app", "hidden/other", "ns/deep/app", "z/app")) {
            push(repository, "v1", server.image(repository, LAYER));
        }
        push("z/app", "v2", annotated("z/app"));
        push("z/app", "chart", helmChart("z/app"));
        for (int i = 0; i < 3; i++) {
            server.get("/v2/z/app/manifests/v1");
            server.registry().manifests().find(name("hidden/app"), reference("v1"));
            server.registry().manifests().find(name("hidden/app"), reference("v1"));
        }
        server.get("/v2/a/app/manifests/v1");
        server.flushUsage();
    }

    private static RepositoryName name(String text) {
        return new RepositoryName(text);
    }

    private static Reference reference(String text) {
        return Reference.parse(text).orElseThrow();
    }

    /** Past access control, as a host would. */
    private static void push(String repository, String tag, byte[] manifest) {
        server.registry()
                .manifests()
                .put(
                        name(repository),
                        new ManifestPush(
                                reference(tag),
                                List.of(),
                                Optional.of(new MediaType(Manifests.OCI_IMAGE)),
                                ByteBuffer.wrap(manifest)));
    }

    private static byte[] annotated(String repository) {
        String text = new String(server.image(repository, "annotated"), StandardCharsets.UTF_8);
        return Manifests.bytes(text.substring(0, text.length() - 1) + ",\"annotations\":{\"team\":\"red\"}}");
    }

    private static byte[] helmChart(String repository) {
        String text = new String(server.image(repository, "chart"), StandardCharsets.UTF_8);
        return Manifests.bytes(
                text.replace("application/vnd.oci.image.config.v1+json", "application/vnd.cncf.helm.config.v1+json"));
    }

    @Test
    void usageOfARepositoryIsShownByDay() throws Exception {
        JsonNode usage = json("/api/v1/usage/z/app");

        assertThat(usage.get("pulls").asInt()).isEqualTo(3);
        assertThat(usage.get("pushes").asInt()).isEqualTo(3);
        assertThat(usage.has("last_pulled_at")).isTrue();
        int pulls = 0;
        for (JsonNode day : usage.get("days")) {
            pulls += day.get("pulls").asInt();
        }
        assertThat(pulls).isEqualTo(3);
        assertThat(json("/api/v1/usage/z/app?last=2020-01-31").get("days").isEmpty())
                .isTrue();
    }

    @Test
    void usageOfTagsIsListedWithThem() throws Exception {
        JsonNode tags = json("/api/v1/tags/z/app?usage=true").get("items");

        assertThat(tags.findValuesAsText("name")).containsExactly("chart", "v1", "v2");
        assertThat(tags.findValuesAsText("pulls")).containsExactly("0", "3", "0");
        assertThat(tags.get(1).has("last_pulled_at")).isTrue();
        assertThat(tags.get(0).has("last_pulled_at")).isFalse();
        assertThat(json("/api/v1/tags/z/app").get("items").get(0).has("pulls")).isFalse();
        String digest = tags.get(1).get("digest").asText();
        assertThat(json("/api/v1/manifest-usage/z/app/" + digest).get("pulls").asInt())
                .isEqualTo(3);
    }

    /** A viewer of single repositories sees only namespaces of which all repositories are visible. */
    @Test
    void namespacesAreListedWithTheirFigures() throws Exception {
        JsonNode all = json("/api/v1/namespaces");
        assertThat(all.get("items").findValuesAsText("name")).containsExactly("ns");
        JsonNode namespace = all.at("/items/0");
        assertThat(namespace.get("repositories").asInt()).isEqualTo(1);
        assertThat(namespace.get("is_repository").asBoolean()).isFalse();
        assertThat(namespace.has("exclusive_bytes")).isFalse();
        assertThat(namespace.get("size_bytes").asInt()).isEqualTo(LAYER.length());
        assertThat(all.has("next")).isFalse();

        JsonNode below = json("/api/v1/namespaces?below=z&figures=true").get("items");
        assertThat(below.findValuesAsText("name")).containsExactly("z/app");
        assertThat(below.get(0).get("is_repository").asBoolean()).isTrue();
        assertThat(below.get(0).get("pulls").asInt()).isEqualTo(3);
        assertThat(below.get(0).get("tags").asInt()).isEqualTo(3);
        assertThat(below.get(0).get("exclusive_bytes").asInt())
                .isEqualTo(below.get(0).get("size_bytes").asInt() - LAYER.length());
        assertThat(names("/api/v1/namespaces?below=hidden")).isEmpty();
        assertThat(names("/api/v1/namespaces?below=none")).isEmpty();
    }

    @Test
    void unusedTagsOfANamespaceAreFound() throws Exception {
        assertThat(names("/api/v1/search/tags?below=z&unused_for=1d")).isEmpty();
        await().untilAsserted(() ->
                assertThat(names("/api/v1/search/tags?below=z&unused_for=1s")).containsExactly("chart", "v1", "v2"));
        assertThat(names("/api/v1/search/tags?below=ns/deep")).containsExactly("v1");
        assertThat(names("/api/v1/search/tags?below=hidden")).isEmpty();
    }

    @Test
    void unusedTagsAreListed() throws Exception {
        assertThat(names("/api/v1/unused-tags/z/app?unused_for=1d")).isEmpty();
        await().untilAsserted(() ->
                assertThat(names("/api/v1/unused-tags/z/app?unused_for=1s")).containsExactly("chart", "v1", "v2"));
    }

    @Test
    void theMostPulledAreThoseOfTheCaller() throws Exception {
        assertThat(names("/api/v1/most-pulled")).containsExactly("z/app", "a/app");
        assertThat(names("/api/v1/most-pulled?limit=1")).containsExactly("z/app");
        assertThat(names("/api/v1/most-pulled?first=2999-01-01")).isEmpty();
    }

    @Test
    void theLargestAreThoseOfTheCaller() throws Exception {
        List<String> all = List.of("z/app", "a/app", "ns/deep/app");

        assertThat(names("/api/v1/largest")).isEqualTo(all);
        assertThat(pages("/api/v1/largest?limit=1")).isEqualTo(all);
    }

    @Test
    void repositoriesHaveFigures() throws Exception {
        JsonNode figures = json("/api/v1/repositories/z/app?figures=true");

        assertThat(figures.get("tags").asInt()).isEqualTo(3);
        assertThat(figures.get("manifests").asInt()).isEqualTo(3);
        assertThat(figures.get("held_bytes").asLong())
                .isGreaterThan(figures.get("size_bytes").asLong());
        assertThat(figures.get("freed_bytes").asLong())
                .isLessThan(figures.get("held_bytes").asLong());
        assertThat(figures.get("unreferenced_bytes").asLong()).isZero();
        assertThat(json("/api/v1/unreferenced/z/app").get("items")).isEmpty();
    }

    @Test
    void kindsAreATable() throws Exception {
        assertThat(json("/api/v1/kinds").get("items").findValuesAsText("kind")).contains("helm-chart", "image");
        assertThat(names("/api/v1/tags/z/app?kind=helm-chart")).containsExactly("chart");
        assertThat(names("/api/v1/tags/z/app?sort=kind")).startsWith("chart");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "'' | a/app:v1 ns/deep/app:v1 z/app:chart z/app:v1 z/app:v2",
                "?tag=v2 | z/app:v2",
                "?repository=deep | ns/deep/app:v1",
                "?kind=helm-chart | z/app:chart",
                "?annotation=team | z/app:v2",
                "?annotation=team=red | z/app:v2",
                "?annotation=team=blue | ''",
                "?repository=hidden | ''"
            })
    void tagsAreSearched(String query, String expected) throws Exception {
        List<String> all = expected.isEmpty() ? List.of() : List.of(expected.split(" "));
        for (int limit = 1; limit <= all.size() + 1; limit++) {
            List<String> found = new ArrayList<>();
            String path = "/api/v1/search/tags" + (query.isEmpty() ? "?" : query + "&") + "limit=" + limit;
            for (JsonNode tag : items(path)) {
                found.add(tag.get("repository").asText() + ":" + tag.get("name").asText());
            }
            assertThat(found).as(path).isEqualTo(all);
        }
    }

    @Test
    void repositoriesAndHoldersAreSearched() throws Exception {
        List<String> all = List.of("a/app", "ns/deep/app", "z/app");
        Digest layer = TestServer.digest(Manifests.bytes(LAYER));

        assertThat(pages("/api/v1/search/repositories?contains=app&limit=1")).isEqualTo(all);
        assertThat(names("/api/v1/search/repositories?contains=/deep")).containsExactly("ns/deep/app");
        assertThat(pages("/api/v1/search/holders/" + layer + "?limit=1")).isEqualTo(all);
    }

    @Test
    void referrersAreListedInPages() throws Exception {
        byte[] subject = server.image("a/app", LAYER);
        Digest digest = TestServer.digest(subject);
        for (String type : List.of("example/a", "example/b")) {
            push("a/app", "of-" + type.substring(8), referrer(subject, digest, type));
        }

        String path = "/api/v1/referrers/a/app/" + digest;
        assertThat(items(path + "?limit=1")).hasSize(2);
        JsonNode one = json(path + "?artifact_type=example/b").get("items");
        assertThat(one.findValuesAsText("artifact_type")).containsExactly("example/b");
        assertThat(one.get(0).at("/annotations/by").asText()).isEqualTo("me");
        server.registry().tags().delete(name("a/app"), new Tag("of-a"));
        server.registry().tags().delete(name("a/app"), new Tag("of-b"));
    }

    private static byte[] referrer(byte[] subject, Digest digest, String type) {
        String image = new String(server.image("a/app", LAYER), StandardCharsets.UTF_8);
        return Manifests.bytes(image.substring(0, image.length() - 1) + ",\"artifactType\":\"" + type
                + "\",\"annotations\":{\"by\":\"me\"},\"subject\":"
                + Manifests.descriptor(Manifests.OCI_IMAGE, digest, subject.length, "") + "}");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/usage/hidden/app", "/api/v1/unused-tags/hidden/app?unused_for=1d", "/api/v1/tags/hidden/app"})
    void whatIsHiddenIsRefused(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(403);
    }

    private static List<String> names(String path) throws Exception {
        return json(path).get("items").findValuesAsText("name");
    }

    private static List<String> pages(String path) throws Exception {
        return items(path).stream().map(item -> item.get("name").asText()).toList();
    }

    /** The items of a list, page by page; no cursor has the name of a hidden repository. */
    private static List<JsonNode> items(String path) throws Exception {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = json(path + (next.isEmpty() ? "" : "&cursor=" + next));
            page.get("items").forEach(items::add);
            next = page.path("next").asText();
            assertThat(new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8))
                    .doesNotContain("hidden");
        } while (!next.isEmpty());
        return items;
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<byte[]> answer = server.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        JsonNode json = TestServer.json(answer);
        assertThat(ManagementDescription.problems("get", path, 200, json))
                .as(path)
                .isEmpty();
        return json;
    }
}
