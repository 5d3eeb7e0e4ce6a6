package dev.berth.registry.storage.s3;

import dev.berth.registry.testing.rules.ExportedApi;
import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md, section 3, that begin in this module. */
final class S3ArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String STORAGE = API + ".storage.s3";

    private static final HouseRules RULES = HouseRules.of(STORAGE);

    @Test
    void houseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void exportedApiIsCompatible() {
        ExportedApi.check(S3BlobStore.class);
    }

    @Test
    void timeAndRandomnessAreGiven() {
        RULES.usesOfSystemTimeAndRandomness("S3BlobStore");
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
                "javax.xml.stream..",
                "software.amazon.awssdk..");
    }
}
