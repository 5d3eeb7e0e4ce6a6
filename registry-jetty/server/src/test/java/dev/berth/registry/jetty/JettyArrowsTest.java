package dev.berth.registry.jetty;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.testing.rules.ExportedApi;
import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md, section 3, that begin in this module. */
final class JettyArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String JETTY = API + ".jetty";

    private static final HouseRules RULES = HouseRules.of(JETTY);

    @Test
    void houseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void exportedApiIsCompatible() {
        ExportedApi.check(RegistryServer.class);
    }

    @Test
    void timeAndRandomnessAreGiven() {
        RULES.usesOfSystemTimeAndRandomness();
    }

    @Test
    void textsAreFacts() {
        TextRules.check("src");
    }

    @Test
    void serverKnowsTheProtocolAndJetty() {
        RULES.knowsOnly(
                JETTY,
                API,
                API + ".model",
                API + ".access",
                API + ".http..",
                API + ".tracing",
                "javax.crypto..",
                "javax.net.ssl..",
                "org.eclipse.jetty..",
                "org.slf4j..");
    }

    /** Error codes become statuses in one place, which is the protocol's. */
    @Test
    void serverKnowsNoErrorCodes() {
        RULES.knowsNothingOf(JETTY, ErrorCode.class);
    }
}
