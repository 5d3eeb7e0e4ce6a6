package dev.berth.registry.http;

import dev.berth.registry.http.proxy.ForwardedFuzzTest;
import dev.berth.registry.http.webhook.EnvelopeFuzzTest;
import dev.berth.registry.testing.FuzzPlan;
import dev.berth.registry.testing.FuzzTarget;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches for unexpected inputs; see docs/fuzzing.md. */
final class RequestsFuzzIT {
    private static final FuzzPlan PLAN = new FuzzPlan(RequestsFuzzIT.class);

    static Stream<FuzzTarget> targets() {
        return PLAN.targets(
                1,
                RangesFuzzTest.class,
                AddressesFuzzTest.class,
                FieldsFuzzTest.class,
                ForwardedFuzzTest.class,
                EnvelopeFuzzTest.class);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("targets")
    void findsNothing(FuzzTarget target) throws Exception {
        PLAN.run(target);
    }
}
