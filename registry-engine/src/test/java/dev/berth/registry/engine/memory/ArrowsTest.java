package dev.berth.registry.engine.memory;

import dev.berth.registry.contract.HouseRules;
import org.junit.jupiter.api.Test;

final class ArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String ENGINE = API + ".engine";

    private static final HouseRules RULES = HouseRules.of(ENGINE);

    @Test
    void theHouseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void theMemoryKnowsThePortsAndNotTheEngine() {
        RULES.knowsOnly(ENGINE + ".memory", API + ".spi", API + ".spi.migration", API + ".model");
    }

    @Test
    void theCollectorAndTheRefereeKnowThePortsAndNotTheEngine() {
        RULES.knowsOnly(ENGINE + ".collection", API + ".spi", API + ".model", "org.slf4j");
        RULES.knowsOnly(ENGINE + ".audit", API + ".spi", API + ".model");
    }

    @Test
    void theMigrationKnowsWhatReadsManifestsAndThePorts() {
        RULES.knowsOnly(
                ENGINE + ".migration", ENGINE, API, API + ".spi", API + ".spi.migration", API + ".model", "org.slf4j");
    }

    @Test
    void theEngineKnowsNoAdapter() {
        RULES.knowsNothingOf(ENGINE, ENGINE + ".memory", "java.sql..", "java.nio.file..", "org.eclipse.jetty..");
    }
}
