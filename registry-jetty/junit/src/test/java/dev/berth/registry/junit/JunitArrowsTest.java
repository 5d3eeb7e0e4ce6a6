package dev.berth.registry.junit;

import dev.berth.registry.testing.rules.ExportedApi;
import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md, section 3, that begin in this module. */
final class JunitArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String JUNIT = API + ".junit";

    private static final HouseRules RULES = HouseRules.of(JUNIT);

    @Test
    void houseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void exportedApiIsCompatible() {
        ExportedApi.check(RegistryExtension.class);
    }

    @Test
    void timeAndRandomnessAreGiven() {
        RULES.usesOfSystemTimeAndRandomness("RegistryExtension");
    }

    @Test
    void textsAreFacts() {
        TextRules.check("src");
    }

    @Test
    void extensionKnowsTheEngineInMemoryAndTheServer() {
        RULES.knowsOnly(
                JUNIT,
                API,
                API + ".access",
                API + ".engine",
                API + ".engine.image",
                API + ".engine.manifest",
                API + ".engine.memory",
                API + ".http",
                API + ".jetty",
                API + ".model",
                API + ".spi",
                API + ".spi.metadata",
                API + ".spi.storage",
                "javax.net.ssl",
                "org.eclipse.jetty..",
                "org.junit.jupiter.api..");
    }
}
