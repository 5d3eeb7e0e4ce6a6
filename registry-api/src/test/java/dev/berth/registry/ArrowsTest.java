package dev.berth.registry;

import dev.berth.registry.contract.HouseRules;
import org.junit.jupiter.api.Test;

final class ArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String MODEL = API + ".model";

    private final HouseRules rules = HouseRules.of(API);

    @Test
    void theHouseRulesHold() {
        rules.everywhere();
    }

    @Test
    void theModelKnowsNobody() {
        rules.knowsOnly(MODEL);
    }

    @Test
    void everybodyElseKnowsTheModel() {
        rules.knowsOnly(API, MODEL).knowsOnly(API + ".spi", MODEL).knowsOnly(API + ".access", MODEL);
    }
}
