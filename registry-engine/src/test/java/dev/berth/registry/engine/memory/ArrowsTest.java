package dev.berth.registry.engine.memory;

import dev.berth.registry.contract.HouseRules;
import org.junit.jupiter.api.Test;

final class ArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String ENGINE = API + ".engine";

    private final HouseRules rules = HouseRules.of(ENGINE);

    @Test
    void theHouseRulesHold() {
        rules.everywhere();
    }

    @Test
    void theMemoryKnowsThePortsAndNotTheEngine() {
        rules.knowsOnly(ENGINE + ".memory", API + ".spi", API + ".model");
    }

    @Test
    void theEngineKnowsNoAdapter() {
        rules.knowsNothingOf(ENGINE, ENGINE + ".memory", "java.sql..", "java.nio.file..", "org.eclipse.jetty..");
    }
}
