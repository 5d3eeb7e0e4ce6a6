package dev.berth.registry.contract;

import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Names the rule of the contract in the failure of its test: the method of the test, as words. */
public final class BrokenRules implements TestExecutionExceptionHandler {

    /** For {@code @ExtendWith}. */
    public BrokenRules() {}

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) {
            throw failure;
        }
        String group = context.getRequiredTestClass().getSimpleName();
        String rule = words(context.getRequiredTestMethod().getName());
        throw new AssertionError("broken rule (" + group + "): " + rule + "\n" + failure, failure);
    }

    static String words(String name) {
        return name.replaceAll("(?<=[a-zA-Z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
