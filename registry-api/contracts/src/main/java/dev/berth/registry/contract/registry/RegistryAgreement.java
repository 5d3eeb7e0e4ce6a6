package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Registry;
import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.contract.registry.RegistrySteps.Driven;
import dev.berth.registry.contract.registry.RegistrySteps.Step;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two registries give the same answers to the same random steps. {@code -Dberth.steps=N} makes it N of them. */
public abstract class RegistryAgreement {
    private static final int STEPS = Integer.getInteger("berth.steps", 800);

    /** A registry with nothing in it that takes its times from {@code clock}. */
    protected abstract Registry first(Clock clock) throws Exception;

    /** A registry over another pair of stores with nothing in it that takes its times from {@code clock}. */
    protected abstract Registry second(Clock clock) throws Exception;

    @Test
    final void answerAlikeStepByStep() throws Exception {
        Generated generated = new Generated(Seed.of(getClass()).random());
        TestClock clock = new TestClock();
        Driven first = Driven.of(first(clock));
        Driven second = Driven.of(second(clock));
        RegistrySteps steps = new RegistrySteps(generated);

        for (int i = 0; i < STEPS; i++) {
            Step step = steps.next();
            assertThat(step.run(second)).as("answer to step %d: %s", i, step).isEqualTo(step.run(first));
            clock.advance(Duration.ofMinutes(generated.below(20)));
        }
    }
}
