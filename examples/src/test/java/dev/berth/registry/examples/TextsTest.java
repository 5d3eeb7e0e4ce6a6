package dev.berth.registry.examples;

import dev.berth.registry.contract.TextRules;
import org.junit.jupiter.api.Test;

final class TextsTest {
    @Test
    void textsAreFacts() {
        TextRules.check("src");
    }
}
