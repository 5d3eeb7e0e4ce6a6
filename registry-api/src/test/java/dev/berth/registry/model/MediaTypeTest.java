package dev.berth.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/vnd.oci.image.index.v1+json",
                "a/b",
                "A/B",
                "0/1",
                "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
                "x/a!#$&-^_.+"
            })
    void accepts(String text) {
        assertThat(MediaType.parse(text)).hasValue(new MediaType(text));
    }

    @ParameterizedTest
    @CsvSource({"'a/b; charset=utf-8', a/b", "'a/b;q=1', a/b", "' a/b ', a/b", "'a/b;', a/b"})
    void dropsParameters(String text, String bare) {
        assertThat(MediaType.parse(text)).hasValue(new MediaType(bare));
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaType(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a",
                "a/",
                "/b",
                "a/b/c",
                "a b/c",
                "a/b c",
                "*/*",
                "a/*",
                ".a/b",
                "a/.b",
                "a\r\n/b",
                "a/b\0",
                "\u00e9/b",
                "a/\u00e9",
                ";a/b",
                "a/b,c/d",
                "a/\"b\""
            })
    void refuses(String text) {
        assertThat(MediaType.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaType(text));
    }

    @Test
    void aLineBreakIsNoPartOfIt() {
        assertThat(MediaType.parse("a/b\n")).hasValue(new MediaType("a/b"));
        assertThat(MediaType.parse("a/b\r\nX-Header: c")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaType("a/b\n"));
    }

    @Test
    void hasPartsOfAtMost127Characters() {
        String longest = "a".repeat(127);

        assertThat(MediaType.parse(longest + "/" + longest)).isPresent();
        assertThat(MediaType.parse(longest + "a/b")).isEmpty();
        assertThat(MediaType.parse("b/a" + longest)).isEmpty();
    }

    @Test
    void knowsIndexes() {
        assertThat(MediaType.OCI_INDEX.isIndex()).isTrue();
        assertThat(MediaType.DOCKER_MANIFEST_LIST.isIndex()).isTrue();
        assertThat(MediaType.OCI_MANIFEST.isIndex()).isFalse();
        assertThat(new MediaType("application/x").isIndex()).isFalse();
    }
}
