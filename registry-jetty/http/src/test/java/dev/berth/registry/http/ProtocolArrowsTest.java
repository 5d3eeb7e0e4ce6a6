package dev.berth.registry.http;

import dev.berth.registry.testing.rules.ExportedApi;
import dev.berth.registry.testing.rules.HouseRules;
import dev.berth.registry.testing.rules.TextRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md, section 3, that begin in this module. */
final class ProtocolArrowsTest {
    private static final String API = "dev.berth.registry";
    private static final String HTTP = API + ".http";
    private static final String[] DRIVING_SIDE = {
        API,
        API + ".model",
        API + ".access",
        API + ".event",
        API + ".maintenance",
        API + ".migration",
        API + ".reporting",
        API + ".tracing",
        HTTP + "..",
        "com.fasterxml.jackson.core..",
        "org.slf4j"
    };

    private static final HouseRules RULES = HouseRules.of(HTTP);

    @Test
    void houseRulesHold() {
        RULES.everywhere();
    }

    @Test
    void exportedApiIsCompatible() {
        ExportedApi.check(RegistryProtocol.class);
    }

    @Test
    void timeAndRandomnessAreGiven() {
        RULES.usesOfSystemTimeAndRandomness("RegistryProtocol", "RequestId");
    }

    @Test
    void textsAreFacts() {
        TextRules.check("src");
    }

    @Test
    void protocolKnowsTheDrivingSideAndNoServer() {
        for (String room : List.of(
                "", ".distribution..", ".field..", ".gitlab..", ".limit..", ".management..", ".page..", ".tracing..")) {
            RULES.knowsOnly(HTTP + room, DRIVING_SIDE);
        }
    }

    @Test
    void sessionsKnowRequestsAndCryptography() {
        RULES.knowsOnly(HTTP + ".session", HTTP, HTTP + ".session", API, API + ".access", "javax.crypto..");
    }

    @Test
    void servletKnowsTheProtocolAndServlets() {
        RULES.knowsOnly(HTTP + ".servlet", HTTP + "..", API + ".access", "jakarta.servlet..");
    }

    @Test
    void webhooksKnowEvents() {
        RULES.knowsOnly(
                HTTP + ".webhook", API + ".model", API + ".event", API + ".tracing", "com.fasterxml.jackson.core..");
    }

    @Test
    void proxiesKnowNothingElse() {
        RULES.knowsOnly(HTTP + ".proxy");
    }
}
