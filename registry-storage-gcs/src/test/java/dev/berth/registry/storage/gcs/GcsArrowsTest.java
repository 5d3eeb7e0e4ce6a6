package dev.berth.registry.storage.gcs;

import dev.berth.registry.testing.rules.ExportedApi;
import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md, section 3, that begin in this module. */
final class GcsArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String STORAGE = API + ".storage.gcs";

    private static final HouseRules RULES = HouseRules.of(STORAGE);

    @Test
    void houseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void exportedApiIsCompatible() {
        ExportedApi.check(GcsBlobStore.class);
    }

    @Test
    void timeAndRandomnessAreGiven() {
        RULES.usesOfSystemTimeAndRandomness("GcsBlobStore");
    }

    @Test
    void textsAreFacts() {
        TextRules.check("src");
    }

    @Test
    void adapterKnowsItsPort() {
        RULES.knowsOnly(
                STORAGE,
                API,
                API + ".model",
                API + ".spi",
                API + ".spi.storage",
                API + ".tracing",
                "org.slf4j..",
                "com.google..");
    }
}
