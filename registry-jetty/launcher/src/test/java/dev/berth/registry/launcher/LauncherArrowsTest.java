package dev.berth.registry.launcher;

import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md, section 3, that begin in this module. */
final class LauncherArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String LAUNCHER = API + ".launcher";

    private static final HouseRules RULES = HouseRules.of(LAUNCHER);

    @Test
    void houseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void timeAndRandomnessAreGiven() {
        RULES.usesOfSystemTimeAndRandomness("Assembly", "CommandStores", "ConfigurationCheck", "PostgresCluster");
    }

    @Test
    void textsAreFacts() {
        TextRules.check("src");
    }

    @Test
    void configurationKnowsNoPartOfARegistry() {
        RULES.knowsNothingOf(LAUNCHER + ".config", LAUNCHER + ".assembly", LAUNCHER + ".command", LAUNCHER + ".report");
    }

    @Test
    void assemblyKnowsNoCommands() {
        RULES.knowsNothingOf(
                LAUNCHER + ".assembly", LAUNCHER + ".command", LAUNCHER + ".migration", LAUNCHER + ".report");
    }

    @Test
    void databaseServerKnowsNothingOfTheRegistry() {
        RULES.knowsOnly(LAUNCHER + ".postgres", "org.apache.commons.compress..", "org.slf4j", "org.tukaani.xz");
    }

    @Test
    void onlyTracesKnowTheirLibrary() {
        RULES.knowsOnly(
                LAUNCHER + ".tracing",
                LAUNCHER + ".tracing",
                LAUNCHER + ".storage",
                API + ".event",
                API + ".http.tracing",
                API + ".jdbi.sql",
                API + ".spi",
                API + ".spi.storage",
                API + ".tracing",
                "io.opentelemetry..",
                "org.slf4j");
    }

    @Test
    void reportersKnowFailuresOnly() {
        RULES.knowsOnly(LAUNCHER + ".reporting", API + ".reporting", "io.sentry..");
    }
}
