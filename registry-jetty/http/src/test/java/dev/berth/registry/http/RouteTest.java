package dev.berth.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.distribution.DistributionRoot;
import dev.berth.registry.model.RepositoryName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
    private static final ApiRoot ROOT = DistributionRoot.of(ProtocolConfig.defaults());

    @ParameterizedTest
    @CsvSource({
        "/v2/a/tags/list, /v2/{name}/tags/list, a, ''",
        "/v2/a/tags/reference/v1, /v2/{name}/tags/reference/{tag}, a, v1",
        "/v2/a/b/manifests/v1, /v2/{name}/manifests/{reference}, a/b, v1",
        "/v2/a/manifests/sha256%3A00, /v2/{name}/manifests/{reference}, a, sha256:00",
        "/v2/a/blobs/sha256:00, /v2/{name}/blobs/{digest}, a, sha256:00",
        "/v2/a/blobs/uploads/, /v2/{name}/blobs/uploads/, a, ''",
        "/v2/a/blobs/uploads, /v2/{name}/blobs/uploads/, a, ''",
        "/v2/a/blobs/uploads/x-1, /v2/{name}/blobs/uploads/{uuid}, a, x-1",
        "/v2/a/referrers/sha256:00, /v2/{name}/referrers/{digest}, a, sha256:00",
        "/v2/%61/tags/list, /v2/{name}/tags/list, a, ''"
    })
    void readsEveryEndpoint(String path, String template, String name, String argument) {
        Route route = ROOT.find(path).orElseThrow();
        assertThat(route.endpoint().template()).isEqualTo(template);
        assertThat(route.repository()).contains(new RepositoryName(name));
        assertThat(route.argument()).isEqualTo(argument);
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/tags/tags/list, /v2/{name}/tags/list, tags, ''",
        "/v2/a/manifests/tags/list, /v2/{name}/tags/list, a/manifests, ''",
        "/v2/a/tags/list/tags/list, /v2/{name}/tags/list, a/tags/list, ''",
        "/v2/a/tags/manifests/list, /v2/{name}/manifests/{reference}, a/tags, list",
        "/v2/blobs/blobs/sha256:0, /v2/{name}/blobs/{digest}, blobs, sha256:0",
        "/v2/blobs/uploads/blobs/uploads/, /v2/{name}/blobs/uploads/, blobs/uploads, ''",
        "/v2/a/blobs/uploads/manifests/uploads, /v2/{name}/manifests/{reference}, a/blobs/uploads, uploads",
        "/v2/a/blobs/manifests/latest, /v2/{name}/manifests/{reference}, a/blobs, latest",
        "/v2/uploads/blobs/uploads/1, /v2/{name}/blobs/uploads/{uuid}, uploads, 1",
        "/v2/a/tags/reference/tags/reference/b, /v2/{name}/tags/reference/{tag}, a/tags/reference, b"
    })
    void readsFromTheRightHandEnd(String path, String template, String name, String argument) {
        Route route = ROOT.find(path).orElseThrow();
        assertThat(route.endpoint().template()).isEqualTo(template);
        assertThat(route.repository()).contains(new RepositoryName(name));
        assertThat(route.argument()).isEqualTo(argument);
    }

    @Test
    void readsPathsWithoutRepository() {
        assertThat(ROOT.find("/v2/").orElseThrow().endpoint().template()).isEqualTo("/v2/");
        assertThat(ROOT.find("/v2").orElseThrow().endpoint().template()).isEqualTo("/v2/");
        assertThat(ROOT.find("/v2/_catalog").orElseThrow().endpoint().template())
                .isEqualTo("/v2/_catalog");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/",
                "/v2/a",
                "/v2/tags/list",
                "/v2/manifests/latest",
                "/v2/blobs/uploads/",
                "/v2/a/tags",
                "/v2/a/tags/all",
                "/v2/a/reference/v1",
                "/v2/a/uploads/1",
                "/v2/a/%6Danifests/latest",
                "/v2/tags/reference/x"
            })
    void knowsNoOtherEndpoint(String path) {
        assertThat(ROOT.find(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/A/tags/list", "/v2//tags/list", "/v2/a//b/tags/list", "/v2/../tags/list", "/v2/a/../b/tags/list",
                "/v2/./a/tags/list", "/v2/a%2Fb/tags/list", "/v2/a%2fb/manifests/x", "/v2/%2e%2e/tags/list",
                        "/v2/a%/tags/list",
                "/v2/a%0/tags/list", "/v2/a%00/tags/list", "/v2/a%0d%0a/tags/list", "/v2/a%ff/tags/list",
                        "/v2/a b/tags/list",
                "/v2/-a/tags/list", "/v2/a-/tags/list", "/v2/a.-b/tags/list", "/v2/a;x=y/tags/list",
                        "/v2/a/manifests/%",
                "/v2/ä/tags/list", "/v2/a%c0%af/tags/list"
            })
    void refusesWhatIsNoName(String path) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ROOT.find(path))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }

    @Test
    void refusesNameLongerThan255() {
        assertThat(ROOT.find("/v2/" + "a".repeat(255) + "/tags/list")).isPresent();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> ROOT.find("/v2/" + "a".repeat(256) + "/tags/list"));
    }
}
