package dev.berth.registry.testing;

import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import org.junit.jupiter.api.Test;

final class TestingArrowsTest {
    private static final String TESTING = "dev.berth.registry.testing";

    private static final HouseRules RULES = HouseRules.of(TESTING);

    @Test
    void houseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void testToolsKnowNoRegistry() {
        RULES.knowsOnly(
                        TESTING,
                        "org.assertj..",
                        "org.junit.jupiter.api.condition",
                        "javax.net.ssl",
                        "javax.security..")
                .knowsOnly(TESTING + ".rules", "org.assertj..", "com.tngtech.archunit..");
    }

    @Test
    void textsAreFacts() {
        TextRules.check("src");
    }
}
