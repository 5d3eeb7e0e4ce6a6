package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.model.MediaType;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of GitLab: every route, and every refusal of a parameter. */
class GitlabProtocolTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    private static final GitlabCalls GITLAB = new GitlabCalls(server);
    private static final String BASE = "/gitlab/v1/repositories/";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final List<String> TAGS = List.of("1.0", "1.0-b", "A", "a", "a_b", "ab", "b");
    private static final MediaType IMAGE = new MediaType(Manifests.OCI_IMAGE);

    @BeforeAll
    static void fill() throws Exception {
        byte[] manifest = server.image("g/app", "layer");
        for (int i = 0; i < TAGS.size(); i++) {
            GITLAB.put("g/app", TAGS.get((i * 3) % TAGS.size()), IMAGE, manifest);
        }
        GITLAB.put("g/app/below", "v1", IMAGE, server.image("g/app/below", "other layer"));
        GITLAB.put("g/app-b", "v1", IMAGE, server.image("g/app-b", "third"));
        server.pushBlob("g/app/untagged", Manifests.bytes("blob"));
        server.pushBlob("only/blobs", Manifests.bytes("blob"));
    }

    @Test
    void theRootAnswersWithItsFeatures() throws Exception {
        for (String path : List.of("/gitlab/v1/", "/v2/")) {
            HttpResponse<byte[]> root = server.get(path);
            assertThat(root.statusCode()).isEqualTo(200);
            assertThat(TestServer.json(root).size()).isZero();
            assertThat(TestServer.header(root, "Gitlab-Container-Registry-Version"))
                    .matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat(TestServer.header(root, "Gitlab-Container-Registry-Features"))
                    .isEqualTo("tag_delete");
            assertThat(TestServer.header(root, "Gitlab-Container-Registry-Database-Enabled"))
                    .isEqualTo("true");
        }
    }

    @Test
    void theFeaturesAreHiddenWhereTheSettingsSaySo() throws Exception {
        ProtocolConfig hidden = ProtocolConfig.builder().gitlabHeaders(false).build();
        ProtocolConfig other = ProtocolConfig.builder().gitlabVersion("4.1.0").build();
        try (TestServer quiet = TestServer.with(hidden);
                TestServer old = TestServer.with(other)) {
            for (String path : List.of("/gitlab/v1/", "/v2/")) {
                assertThat(quiet.get(path).headers().map().keySet())
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("gitlab"));
                assertThat(TestServer.header(old.get(path), "Gitlab-Container-Registry-Version"))
                        .isEqualTo("4.1.0");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gitlab/v1",
                "/gitlab/v1/statistics",
                "/gitlab/v1/repositories/g/app",
                "/gitlab/v1/repositories/g/app/tags/list",
                "/gitlab/v1/repositories/g/app/tags/detail/a",
                "/gitlab/v1/repository-paths/g/repositories/list"
            })
    void pathsEndInASlash(String path) throws Exception {
        HttpResponse<byte[]> moved = server.get(path + "?n=2");

        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(TestServer.header(moved, "Location")).isEqualTo(path + "/?n=2");
    }

    @Test
    void aRepositoryHasNamesAndTimes() throws Exception {
        JsonNode app = GITLAB.json(BASE + "g/app/");

        assertThat(GITLAB.fields(app)).containsExactly("name", "path", "created_at", "last_published_at");
        assertThat(app.get("name").asText()).isEqualTo("app");
        assertThat(app.get("path").asText()).isEqualTo("g/app");
        assertThat(app.get("created_at").asText()).matches(TIME);
        assertThat(app.get("last_published_at").asText()).matches(TIME);
        assertThat(GITLAB.fields(GITLAB.json(BASE + "only/blobs/"))).containsExactly("name", "path", "created_at");
        GITLAB.assertUnknown(BASE + "g/", "g");
        GITLAB.assertUnknown(BASE + "none/", "none");
        GITLAB.assertUnknown(BASE + "none/?size=self", "none");
        GITLAB.assertUnknown(BASE + "none/?size=self_with_descendants", "none");
    }

    @Test
    void aRepositoryHasASizeWhereItIsAskedFor() throws Exception {
        assertThat(GITLAB.json(BASE + "g/app/?size=self").get("size_bytes").asLong())
                .isEqualTo(5);
        JsonNode all = GITLAB.json(BASE + "g/app/?size=self_with_descendants");
        assertThat(all.get("size_bytes").asLong()).isEqualTo(5 + 11);
        assertThat(all.get("size_precision").asText()).isEqualTo("default");
        JsonNode group = GITLAB.json(BASE + "g/?size=self_with_descendants");
        assertThat(GITLAB.fields(group)).containsExactly("name", "path", "size_bytes", "size_precision");
        assertThat(group.get("size_bytes").asLong()).isEqualTo(5 + 11 + 5);
        assertRefused(BASE + "g/app/?size=all", "INVALID_QUERY_PARAMETER_VALUE", "size");
    }

    @Test
    void tagsHaveDetails() throws Exception {
        JsonNode tags = GITLAB.json(BASE + "g/app/tags/list/");

        assertThat(names(tags)).isEqualTo(TAGS);
        JsonNode tag = tags.get(0);
        assertThat(GITLAB.fields(tag))
                .containsExactly(
                        "name", "digest", "config_digest", "media_type", "size_bytes", "created_at", "published_at");
        assertThat(tag.get("digest").asText()).startsWith("sha256:");
        assertThat(tag.get("config_digest").asText())
                .isEqualTo(TestServer.digest(Manifests.bytes("{}")).toString());
        assertThat(tag.get("media_type").asText()).isEqualTo(Manifests.OCI_IMAGE);
        assertThat(tag.get("created_at").asText()).matches(TIME);
        assertThat(tag.get("published_at").asText())
                .isEqualTo(tag.get("created_at").asText());
        GITLAB.assertUnknown(BASE + "none/tags/list/", "none");
        assertThat(GITLAB.json(BASE + "only/blobs/tags/list/").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sort=name", "&sort=-name", "&sort=published_at", "&sort=-published_at"})
    void tagsComeInPagesForwardsAndBackwards(String sort) throws Exception {
        List<String> all = names(GITLAB.json(BASE + "g/app/tags/list/?n=100" + sort));
        assertThat(all).containsExactlyInAnyOrderElementsOf(TAGS);
        List<String> forwards = new ArrayList<>();
        HttpResponse<byte[]> page = server.get(BASE + "g/app/tags/list/?n=2" + sort);
        assertThat(link(page, "previous")).isEmpty();
        forwards.addAll(names(TestServer.json(page)));
        while (link(page, "next").isPresent()) {
            page = server.get(link(page, "next").get());
            forwards.addAll(names(TestServer.json(page)));
        }
        assertThat(forwards).isEqualTo(all);
        List<String> backwards = new ArrayList<>(names(TestServer.json(page)));
        while (link(page, "previous").isPresent()) {
            page = server.get(link(page, "previous").get());
            backwards.addAll(0, names(TestServer.json(page)));
        }
        assertThat(backwards).isEqualTo(all);
    }

    @Test
    void descendingIsTheReverse() throws Exception {
        List<String> newest = names(GITLAB.json(BASE + "g/app/tags/list/?sort=-published_at"));
        List<String> oldest = names(GITLAB.json(BASE + "g/app/tags/list/?sort=published_at"));
        Collections.reverse(oldest);

        assertThat(newest).isEqualTo(oldest);
    }

    @Test
    void linksKeepAllParameters() throws Exception {
        HttpResponse<byte[]> page = server.get(BASE + "g/app/tags/list/?name=a&n=1&sort=-name&referrers=true&last=ab");

        assertThat(names(TestServer.json(page))).containsExactly("a_b");
        String kept = "&sort=-name&name=a&referrers=true";
        assertThat(TestServer.header(page, "Link"))
                .isEqualTo("<" + BASE + "g/app/tags/list/?n=1&before=a_b" + kept + ">; rel=\"previous\", <" + BASE
                        + "g/app/tags/list/?n=1&last=a_b" + kept + ">; rel=\"next\"");
    }

    @Test
    void aMarkerByTimeHasMicroseconds() throws Exception {
        HttpResponse<byte[]> page = server.get(BASE + "g/app/tags/list/?n=1&sort=published_at");

        Matcher marker =
                Pattern.compile("last=([^&]+)").matcher(link(page, "next").orElseThrow());
        assertThat(marker.find()).isTrue();
        String text = marker.group(1).replace("%3D", "=").replace("%2B", "+").replace("%2F", "/");
        assertThat(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\\|1\\.0");
    }

    @Test
    void filtersAreLiteral() throws Exception {
        assertThat(names(GITLAB.json(BASE + "g/app/tags/list/?name=_"))).containsExactly("a_b");
        assertThat(names(GITLAB.json(BASE + "g/app/tags/list/?name=.0"))).containsExactly("1.0", "1.0-b");
        assertThat(names(GITLAB.json(BASE + "g/app/tags/list/?name_exact=a"))).containsExactly("a");
        assertThat(names(GITLAB.json(BASE + "g/app/tags/list/?name_exact=c"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "n=0, VALUE, n",
        "n=1001, VALUE, n",
        "n=99999999999, VALUE, n",
        "n=-1, TYPE, n",
        "n=x, TYPE, n",
        "n=, TYPE, n",
        "sort=size, VALUE, sort",
        "last=a&before=b, VALUE, before",
        "last=%25, VALUE, last",
        "before=%C3%A9, VALUE, before",
        "sort=published_at&last=a, VALUE, last",
        "sort=published_at&before=YXxi, VALUE, before",
        "name=%25, VALUE, name",
        "name=a&name_exact=a, VALUE, name",
        "name_exact=-, VALUE, name_exact",
        "referrers=maybe, TYPE, referrers",
        "referrers=true&referrer_type=x, VALUE, referrer_type"
    })
    void wrongParametersAreNamed(String query, String kind, String parameter) throws Exception {
        assertRefused(BASE + "g/app/tags/list/?" + query, "INVALID_QUERY_PARAMETER_" + kind, parameter);
    }

    @Test
    void repositoriesBelowAPathComeInPages() throws Exception {
        String list = "/gitlab/v1/repository-paths/g/app/repositories/list/";
        JsonNode all = GITLAB.json(list);
        assertThat(all.findValuesAsText("path")).containsExactly("g/app", "g/app/below");
        assertThat(GITLAB.fields(all.get(1))).containsExactly("name", "path", "created_at", "last_published_at");
        HttpResponse<byte[]> first = server.get(list + "?n=1");
        assertThat(TestServer.json(first).findValuesAsText("path")).containsExactly("g/app");
        HttpResponse<byte[]> second = server.get(link(first, "next").orElseThrow());
        assertThat(TestServer.json(second).findValuesAsText("path")).containsExactly("g/app/below");
        assertThat(link(second, "next")).isEmpty();
        assertThat(GITLAB.json("/gitlab/v1/repository-paths/none/repositories/list/")
                        .size())
                .isZero();
        assertRefused(list + "?n=0", "INVALID_QUERY_PARAMETER_VALUE", "n");
        assertRefused(list + "?last=A", "INVALID_QUERY_PARAMETER_VALUE", "last");
    }

    @Test
    void statisticsNameTheRelease() throws Exception {
        JsonNode statistics = GITLAB.json("/gitlab/v1/statistics/");

        assertThat(statistics.at("/release/ext_features").asText()).isEqualTo("tag_delete");
        assertThat(statistics.at("/release/version").asText()).isNotEmpty();
        assertThat(statistics.at("/database/enabled").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/g/app/manifests/a, 'GET, HEAD, PUT, DELETE, OPTIONS'",
        "/v2/g/app/tags/reference/a, 'DELETE, OPTIONS'",
        "/gitlab/v1/repositories/g/app/, 'GET, HEAD, PATCH, OPTIONS'"
    })
    void optionsTellWhatIsSupported(String path, String allowed) throws Exception {
        HttpResponse<byte[]> options = server.send("OPTIONS", path, TestServer.NOTHING);

        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(TestServer.header(options, "Allow")).isEqualTo(allowed);
    }

    private static void assertRefused(String path, String code, String parameter) throws Exception {
        HttpResponse<byte[]> response = server.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(400);
        assertThat(TestServer.codes(response)).containsExactly(code);
        JsonNode detail = TestServer.json(response).at("/errors/0/detail");
        assertThat(detail.get("parameter").asText()).isEqualTo(parameter);
        assertThat(detail.get("allowed").asText()).isNotEmpty();
    }

    private static Optional<String> link(HttpResponse<byte[]> page, String rel) {
        Matcher links = Pattern.compile("<([^>]+)>; rel=\"" + rel + "\"")
                .matcher(page.headers().firstValue("Link").orElse(""));
        return links.find() ? Optional.of(links.group(1)) : Optional.empty();
    }

    private static List<String> names(JsonNode tags) {
        return tags.findValuesAsText("name");
    }
}
