package dev.berth.registry.testing;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The targets to fuzz and the time for each: a few seconds for a few targets drawn by the printed seed, or, with {@code
 * -Dberth.fuzz=PT4M}, this time for each target, continuing from the corpus in {@code .cifuzz-corpus}. {@code
 * -Dberth.fuzz.target=NamesFuzzTest.digest} selects a single target.
 */
public final class FuzzPlan {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Path KEPT = Path.of(".cifuzz-corpus");
    private static final Path FORGOTTEN = Path.of("target", "fuzz", "corpus");

    private final long seed;
    private final Optional<Duration> given =
            Optional.ofNullable(System.getProperty("berth.fuzz")).map(Duration::parse);

    /** Of the test that is going to follow it. */
    public FuzzPlan(Class<?> by) {
        seed = Long.getLong("berth.seed", ThreadLocalRandom.current().nextLong());
        System.out.println(by.getName() + ": -Dberth.seed=" + seed);
    }

    /** Those of the targets in these tests whose turn it is; {@code few} of them in a short run. */
    public Stream<FuzzTarget> targets(int few, Class<?>... tests) {
        List<FuzzTarget> all = Arrays.stream(tests).flatMap(FuzzPlan::targets).toList();
        String only = System.getProperty("berth.fuzz.target", "");
        if (given.isPresent()) {
            return all.stream().filter(target -> only.isEmpty() || only.equals(target.toString()));
        }
        List<FuzzTarget> drawn = new ArrayList<>(all);
        Collections.shuffle(drawn, new Random(seed));
        return drawn.stream().limit(few);
    }

    /** Fuzzes one of them. */
    public void run(FuzzTarget target) throws IOException, InterruptedException {
        Path corpus = given.isPresent() ? KEPT : FORGOTTEN;
        target.run(given.orElse(SHORT), seed, corpus.resolve(target.toString()));
    }

    private static Stream<FuzzTarget> targets(Class<?> test) {
        return Arrays.stream(test.getDeclaredMethods())
                .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {byte[].class}))
                .filter(method -> method.getAnnotations().length > 0)
                .map(Method::getName)
                .sorted(Comparator.naturalOrder())
                .map(method -> new FuzzTarget(test, method));
    }
}
