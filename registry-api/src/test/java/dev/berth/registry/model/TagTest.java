package dev.berth.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TagTest {

    @ParameterizedTest
    @ValueSource(strings = {"latest", "1.0", "_", "A", "a.b-c_D", "a..", "a--", "0", "sha256-abc"})
    void accepts(String text) {
        assertThat(Tag.parse(text)).hasValue(new Tag(text));
        assertThat(new Tag(text)).hasToString(text);
        assertThat(Reference.parse(text)).hasValue(new Tag(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", ".a", "-a", "a b", "a/b", "a\n", "a\0", "\u00e9", "a:b", "a@b", "..", "a+b", "%41"})
    void refuses(String text) {
        assertThat(Tag.parse(text)).isEmpty();
        assertThat(Reference.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Tag(text)).withMessageStartingWith("not a tag: \"");
    }

    @Test
    void hasAtMost128Characters() {
        assertThat(Tag.parse("a".repeat(128))).isPresent();
        assertThat(Tag.parse("a".repeat(129))).isEmpty();
    }

    @Test
    void isNeverFolded() {
        assertThat(new Tag("V1")).isNotEqualTo(new Tag("v1"));
        assertThat(new Tag("V1")).isLessThan(new Tag("v1"));
    }
}
