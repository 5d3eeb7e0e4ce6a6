package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.testing.rules.ExportedApi;
import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import org.junit.jupiter.api.Test;

final class EngineArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String ENGINE = API + ".engine";

    private static final HouseRules RULES = HouseRules.of(ENGINE);

    @Test
    void theHouseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void exportedApiIsCompatible() {
        ExportedApi.check(RegistryEngine.class);
    }

    @Test
    void timeAndRandomnessAreGiven() {
        RULES.usesOfSystemTimeAndRandomness(
                "Collector",
                "MaintenanceEngine",
                "Notifier",
                "RegistryAssembly",
                "RegistryEngine",
                "Takeover",
                "UsageCounter");
    }

    @Test
    void textsAreFacts() {
        TextRules.check("src");
    }

    @Test
    void theMemoryKnowsThePortsAndNotTheEngine() {
        RULES.knowsOnly(ENGINE + ".memory", API + ".spi..", API + ".maintenance", API + ".model");
    }

    @Test
    void theCollectorAndTheConsistencyCheckKnowThePortsAndNotTheEngine() {
        RULES.knowsOnly(
                ENGINE + ".collection",
                ENGINE + ".background",
                API + ".maintenance",
                API + ".reporting",
                API + ".spi..",
                API + ".model",
                "org.slf4j");
        RULES.knowsOnly(ENGINE + ".audit", API + ".maintenance", API + ".spi..", API + ".model");
        RULES.knowsOnly(
                ENGINE + ".maintenance",
                ENGINE + ".collection",
                ENGINE + ".audit",
                ENGINE + ".request",
                API,
                API + ".maintenance",
                API + ".spi..",
                API + ".model");
    }

    @Test
    void backgroundWorkersKnowNoTask() {
        RULES.knowsOnly(ENGINE + ".background", API + ".model", API + ".reporting", API + ".spi", "org.slf4j");
    }

    @Test
    void notificationKnowsEventsAndTheOutbox() {
        RULES.knowsOnly(
                ENGINE + ".notification",
                ENGINE + ".background",
                ENGINE + ".request",
                API,
                API + ".event",
                API + ".reporting",
                API + ".model",
                API + ".spi",
                API + ".spi.events",
                "com.fasterxml.jackson.core..",
                "org.slf4j");
    }

    @Test
    void manifestsAreReadWithoutStores() {
        RULES.knowsOnly(
                ENGINE + ".manifest", API, API + ".model", API + ".spi.metadata", "com.fasterxml.jackson.core..");
    }

    @Test
    void theMigrationKnowsWhatReadsManifestsAndThePorts() {
        RULES.knowsOnly(
                ENGINE + ".migration",
                ENGINE + ".audit",
                ENGINE + ".background",
                ENGINE + ".manifest",
                API,
                API + ".migration",
                API + ".spi..",
                API + ".model");
    }

    @Test
    void copiesOfImagesUseTheDrivingInterfaces() {
        RULES.knowsOnly(
                ENGINE + ".image",
                ENGINE + ".manifest",
                API,
                API + ".model",
                API + ".spi.metadata",
                "com.fasterxml.jackson.core..");
    }

    @Test
    void theTakeoverKnowsTheImportAndNotTheEngine() {
        RULES.knowsOnly(
                ENGINE + ".takeover",
                ENGINE + ".background",
                ENGINE + ".manifest",
                ENGINE + ".migration",
                API,
                API + ".event",
                API + ".reporting",
                API + ".spi..",
                API + ".model",
                "org.slf4j");
    }

    @Test
    void uploadsKnowWhatRequestsShare() {
        RULES.knowsNothingOf(ENGINE + ".request", ENGINE + ".upload", ENGINE + ".manifest")
                .knowsNothingOf(ENGINE + ".upload", ENGINE + ".manifest");
    }

    @Test
    void theEngineKnowsNoAdapter() {
        RULES.knowsNothingOf(ENGINE, ENGINE + ".memory", "java.sql..", "java.nio.file..", "org.eclipse.jetty..");
    }
}
