package dev.berth.registry.auth;

import dev.berth.registry.testing.rules.ExportedApi;
import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md, section 3, that begin in this module. */
final class AuthArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String AUTH = API + ".auth";

    private static final HouseRules RULES = HouseRules.of(AUTH);

    @Test
    void houseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void exportedApiIsCompatible() {
        ExportedApi.check(HtpasswdAccess.class);
    }

    @Test
    void timeAndRandomnessAreGiven() {
        RULES.usesOfSystemTimeAndRandomness("HtpasswdAccess");
    }

    @Test
    void textsAreFacts() {
        TextRules.check("src");
    }

    @Test
    void authenticationKnowsTheDrivingSideAndItsLibraries() {
        RULES.knowsOnly(
                AUTH + "..",
                API,
                API + ".model",
                API + ".access",
                API + ".tracing",
                AUTH + "..",
                "at.favre.lib..",
                "com.google.re2j",
                "org.jose4j..",
                "javax.crypto..",
                "javax.security.auth.x500",
                "org.slf4j");
    }
}
