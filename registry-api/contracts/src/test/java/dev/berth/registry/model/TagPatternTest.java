package dev.berth.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagPatternTest {
    @ParameterizedTest
    @CsvSource({
        "*, a, true",
        "a*, a, true",
        "a*c, abbc, true",
        "a*c, abcd, false",
        "*b*, abc, true",
        "?, a, true",
        "?, ab, false",
        "a_c, abc, false",
        "pr-*-x, pr-1-x-x, true",
        "**a, aa, true",
        "a?*, a, false"
    })
    void starsAndQuestionMarksAreWildcards(String pattern, String tag, boolean matches) {
        assertThat(new TagPattern(pattern).matches(new Tag(tag))).isEqualTo(matches);
    }

    @Test
    void otherTextIsNoPattern() {
        for (String text : List.of("", "a/b", "a b", "a%", "[a]", "\\*", "a".repeat(129), "ä*")) {
            assertThat(TagPattern.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void aHostilePatternIsNotSlow() {
        TagPattern pattern = new TagPattern("*a".repeat(63) + "b");
        Tag tag = new Tag("a".repeat(128));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 1_000; i++) {
                assertThat(pattern.matches(tag)).isFalse();
            }
        });
    }
}
