package dev.berth.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.model.RepositoryName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

    @ParameterizedTest
    @CsvSource({
        "/v2/a/tags/list, TAGS, a, ''",
        "/v2/a/tags/reference/v1, TAG, a, v1",
        "/v2/a/b/manifests/v1, MANIFEST, a/b, v1",
        "/v2/a/manifests/sha256%3A00, MANIFEST, a, sha256:00",
        "/v2/a/blobs/sha256:00, BLOB, a, sha256:00",
        "/v2/a/blobs/uploads/, UPLOADS, a, ''",
        "/v2/a/blobs/uploads, UPLOADS, a, uploads",
        "/v2/a/blobs/uploads/x-1, UPLOAD, a, x-1",
        "/v2/a/referrers/sha256:00, REFERRERS, a, sha256:00",
        "/v2/%61/tags/list, TAGS, a, ''"
    })
    void readsEveryEndpoint(String path, Endpoint endpoint, String name, String argument) {
        assertThat(Route.parse(path)).contains(new Route(endpoint, Optional.of(new RepositoryName(name)), argument));
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/tags/tags/list, TAGS, tags, ''",
        "/v2/a/manifests/tags/list, TAGS, a/manifests, ''",
        "/v2/a/tags/list/tags/list, TAGS, a/tags/list, ''",
        "/v2/a/tags/manifests/list, MANIFEST, a/tags, list",
        "/v2/blobs/blobs/sha256:0, BLOB, blobs, sha256:0",
        "/v2/blobs/uploads/blobs/uploads/, UPLOADS, blobs/uploads, ''",
        "/v2/a/blobs/uploads/manifests/uploads, MANIFEST, a/blobs/uploads, uploads",
        "/v2/a/blobs/manifests/latest, MANIFEST, a/blobs, latest",
        "/v2/uploads/blobs/uploads/1, UPLOAD, uploads, 1",
        "/v2/a/tags/reference/tags/reference/b, TAG, a/tags/reference, b"
    })
    void readsFromTheRightHandEnd(String path, Endpoint endpoint, String name, String argument) {
        assertThat(Route.parse(path)).contains(new Route(endpoint, Optional.of(new RepositoryName(name)), argument));
    }

    @Test
    void readsPathsWithoutRepository() {
        assertThat(Route.parse("/v2/").orElseThrow().endpoint()).isEqualTo(Endpoint.PING);
        assertThat(Route.parse("/v2").orElseThrow().endpoint()).isEqualTo(Endpoint.PING);
        assertThat(Route.parse("/v2/_catalog").orElseThrow().endpoint()).isEqualTo(Endpoint.CATALOG);
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
        assertThat(Route.parse(path)).isEmpty();
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
                .isThrownBy(() -> Route.parse(path))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }

    @Test
    void refusesNameLongerThan255() {
        assertThat(Route.parse("/v2/" + "a".repeat(255) + "/tags/list")).isPresent();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Route.parse("/v2/" + "a".repeat(256) + "/tags/list"));
    }
}
