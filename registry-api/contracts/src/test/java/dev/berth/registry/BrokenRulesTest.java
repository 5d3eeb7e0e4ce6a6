package dev.berth.registry;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.contract.BrokenRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** The failure of a contract test names its rule. */
@ExtendWith(BrokenRulesTest.RequireName.class)
class BrokenRulesTest {

    @RegisterExtension
    final BrokenRules names = new BrokenRules();

    @Test
    void refusesAKeyInUse() {
        throw new AssertionError("no exception");
    }

    /** Registered first, so it is asked last. */
    static final class RequireName implements TestExecutionExceptionHandler {

        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> {
                        throw failure;
                    })
                    .withMessageContaining("broken rule (BrokenRulesTest): refuses a key in use")
                    .withMessageContaining("no exception");
        }
    }
}
