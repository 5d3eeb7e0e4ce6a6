package dev.berth.registry;

import dev.berth.registry.contract.HouseRules;
import org.junit.jupiter.api.Test;

final class ArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String MODEL = API + ".model";
    private static final String EVENT = API + ".event";

    private static final HouseRules RULES = HouseRules.of(API);

    @Test
    void theHouseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void theModelKnowsNobody() {
        RULES.knowsOnly(MODEL);
    }

    @Test
    void everybodyElseKnowsTheModel() {
        RULES.knowsOnly(API, MODEL, EVENT)
                .knowsOnly(API + ".spi", MODEL, EVENT)
                .knowsOnly(API + ".spi.migration", API + ".spi", MODEL)
                .knowsOnly(EVENT, MODEL)
                .knowsOnly(API + ".access", MODEL);
    }
}
