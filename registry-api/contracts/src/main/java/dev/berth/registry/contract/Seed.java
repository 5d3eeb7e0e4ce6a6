package dev.berth.registry.contract;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * The seed of the generated input of a test. Printed at the first draw of a test class; {@code -Dberth.seed=N} repeats
 * the input.
 *
 * @param value the number to repeat the test with
 */
public record Seed(long value) {

    private static final Map<Class<?>, Seed> DRAWN = new ConcurrentHashMap<>();

    /** The seed of this test class: that of the system property {@code berth.seed}, or else a new one. */
    public static Seed of(Class<?> test) {
        return DRAWN.computeIfAbsent(test, Seed::draw);
    }

    /** A fresh source that always yields the same; not safe for use by several threads. */
    public RandomGenerator random() {
        return new SplittableRandom(value);
    }

    @Override
    public String toString() {
        return "-Dberth.seed=" + value;
    }

    private static Seed draw(Class<?> test) {
        Long given = Long.getLong("berth.seed");
        Seed seed = new Seed(given != null ? given : ThreadLocalRandom.current().nextLong());
        System.out.println(test.getName() + ": " + seed);
        return seed;
    }
}
