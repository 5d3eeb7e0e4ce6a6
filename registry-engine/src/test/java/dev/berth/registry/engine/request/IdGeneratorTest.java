package dev.berth.registry.engine.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names of uploads and objects. */
class IdGeneratorTest {
    private final TestClock clock = new TestClock();
    private final IdGenerator names = new IdGenerator(new SecureRandom(), clock);

    @Test
    void areWellFormedAndDiffer() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String key = names.storageKey().value();
            String id = names.uploadId().value();
            assertThat(key).matches("[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}");
            assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            assertThat(seen.add(key) && seen.add(id)).isTrue();
        }
    }

    @Test
    void storageKeysAreInOrderOfTime() {
        String earlier = names.storageKey().value();
        clock.advance(Duration.ofMillis(1));

        assertThat(names.storageKey().value()).isGreaterThan(earlier);
    }
}
