package dev.berth.registry.engine.manifest;

import dev.berth.registry.engine.notification.EventTextFuzzTest;
import dev.berth.registry.testing.FuzzPlan;
import dev.berth.registry.testing.FuzzTarget;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches for unexpected inputs; see docs/fuzzing.md. */
final class ManifestFuzzIT {
    private static final FuzzPlan PLAN = new FuzzPlan(ManifestFuzzIT.class);

    static Stream<FuzzTarget> targets() {
        return PLAN.targets(1, ManifestFuzzTest.class, EventTextFuzzTest.class);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("targets")
    void findsNothing(FuzzTarget target) throws Exception {
        PLAN.run(target);
    }
}
