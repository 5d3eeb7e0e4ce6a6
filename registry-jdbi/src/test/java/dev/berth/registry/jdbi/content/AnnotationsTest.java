package dev.berth.registry.jdbi.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnotationsTest {

    @Test
    void anyTextSurvives() {
        Map<String, String> annotations =
                Map.of("nul", "a\0b", "half", "\ud83d", "whole", "\ud83d\ude80", "quotes", "\"\\", "", "é");

        String json = Annotations.format(annotations);

        assertThat(json.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        assertThat(Annotations.parse(json)).isEqualTo(annotations);
        assertThat(Annotations.parse(null)).isEmpty();
    }
}
