package dev.berth.registry.jdbi;

import dev.berth.registry.testing.rules.ExportedApi;
import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md, section 3, that begin in this module. */
final class JdbiArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String JDBI = API + ".jdbi";

    private static final HouseRules RULES = HouseRules.of(JDBI);

    @Test
    void houseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void exportedApiIsCompatible() {
        ExportedApi.check(JdbiMetadataStore.class);
    }

    @Test
    void timeAndRandomnessAreGiven() {
        RULES.usesOfSystemTimeAndRandomness("JdbiMetadataStore");
    }

    @Test
    void textsAreFacts() {
        TextRules.check("src");
    }

    @Test
    void statementsKnowNoRows() {
        RULES.knowsNothingOf(
                JDBI + ".sql",
                JDBI + ".content",
                JDBI + ".events",
                JDBI + ".insight",
                JDBI + ".maintenance",
                JDBI + ".migration");
    }

    @Test
    void insightsKnowStatementsOnly() {
        RULES.knowsNothingOf(
                JDBI + ".insight", JDBI + ".content", JDBI + ".events", JDBI + ".maintenance", JDBI + ".migration");
    }

    @Test
    void contentKnowsNothingOfItsCollection() {
        RULES.knowsNothingOf(JDBI + ".content", JDBI + ".maintenance", JDBI + ".migration");
    }

    @Test
    void onlyItsPackageKnowsLiquibase() {
        for (String room : List.of("", ".content", ".events", ".maintenance", ".migration", ".schema", ".sql")) {
            RULES.knowsNothingOf(JDBI + room, "liquibase..", JDBI + ".liquibase");
        }
    }
}
