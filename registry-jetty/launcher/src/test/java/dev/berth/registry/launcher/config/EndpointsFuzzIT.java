package dev.berth.registry.launcher.config;

import dev.berth.registry.testing.FuzzPlan;
import dev.berth.registry.testing.FuzzTarget;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches for unexpected inputs; see docs/fuzzing.md. */
final class EndpointsFuzzIT {
    private static final FuzzPlan PLAN = new FuzzPlan(EndpointsFuzzIT.class);

    static Stream<FuzzTarget> targets() {
        return PLAN.targets(1, EndpointsFuzzTest.class);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("targets")
    void findsNothing(FuzzTarget target) throws Exception {
        PLAN.run(target);
    }
}
