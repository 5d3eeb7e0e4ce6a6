package dev.berth.registry.examples;

import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import org.junit.jupiter.api.Test;

final class ExamplesArrowsTest {
    private static final HouseRules RULES = HouseRules.of("dev.berth.registry.examples");

    @Test
    void houseRulesHold() {
        RULES.everywhere();
    }

    /** Examples are entry points of programs, the one place where the time and randomness of the system belong. */
    @Test
    void timeAndRandomnessAreGiven() {
        RULES.usesOfSystemTimeAndRandomness(
                "Client",
                "Clients",
                "EmbeddedRegistry",
                "ImportBenchmark",
                "InMemoryRegistry",
                "JdkServerRegistry",
                "ListeningRegistry",
                "PostgresRegistry",
                "Signer",
                "SizingBenchmark",
                "TestBed",
                "TokenIssuer",
                "TomcatRegistry");
    }

    @Test
    void textsAreFacts() {
        TextRules.check("src");
    }
}
