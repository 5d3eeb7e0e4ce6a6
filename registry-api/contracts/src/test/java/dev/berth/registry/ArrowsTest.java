package dev.berth.registry;

import dev.berth.registry.contract.Seed;
import dev.berth.registry.testing.rules.ExportedApi;
import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import org.junit.jupiter.api.Test;

final class ArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String MODEL = API + ".model";
    private static final String SPI = API + ".spi";
    private static final String EVENT = API + ".event";

    private static final HouseRules RULES = HouseRules.ofModule(Registry.class);

    @Test
    void theHouseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void houseRulesHoldForTheContracts() {
        HouseRules.ofModule(Seed.class).inEveryPackage();
    }

    @Test
    void exportedApiIsCompatible() {
        // Hosts call the driving interfaces of these packages, and do not implement them.
        ExportedApi.check(Registry.class, API, API + ".maintenance", API + ".migration");
    }

    @Test
    void timeAndRandomnessAreGiven() {
        RULES.usesOfSystemTimeAndRandomness();
    }

    @Test
    void textsAreFacts() {
        TextRules.check("src", "../src");
    }

    @Test
    void theModelKnowsNobody() {
        RULES.knowsOnly(MODEL);
    }

    @Test
    void everybodyElseKnowsTheModel() {
        RULES.knowsOnly(API, MODEL, EVENT)
                .knowsOnly(SPI, MODEL)
                .knowsOnly(SPI + ".storage", SPI, MODEL, API)
                .knowsOnly(SPI + ".events", SPI, MODEL, EVENT)
                .knowsOnly(SPI + ".maintenance", SPI, MODEL, API + ".maintenance")
                .knowsOnly(SPI + ".insight", SPI, MODEL)
                .knowsOnly(
                        SPI + ".metadata",
                        SPI,
                        SPI + ".events",
                        SPI + ".insight",
                        SPI + ".maintenance",
                        MODEL,
                        API + ".maintenance")
                .knowsOnly(SPI + ".migration", SPI, SPI + ".metadata", SPI + ".maintenance", MODEL)
                .knowsOnly(EVENT, MODEL)
                .knowsOnly(API + ".maintenance", MODEL)
                .knowsOnly(API + ".migration", MODEL)
                .knowsOnly(API + ".reporting")
                .knowsOnly(API + ".tracing")
                .knowsOnly(API + ".access", MODEL);
    }
}
