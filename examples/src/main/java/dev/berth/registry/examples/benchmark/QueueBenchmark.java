package dev.berth.registry.examples.benchmark;

import dev.berth.registry.spi.StoreException;
import java.io.IOException;

/**
 * The slowdown of pushes with many events waiting for a sink that accepts none, compared with few: tagged manifests
 * handed to the registry, and whole small images over HTTP. Takes the number of waiting events; 10,000 by default. The
 * two take turns, each with a separate database that has seen as many pushes as the other.
 */
public final class QueueBenchmark {
    private static final int ROUNDS = 16;

    private QueueBenchmark() {}

    /** Runs it and prints a line for each figure. */
    public static void main(String[] arguments) throws IOException, StoreException, InterruptedException {
        int queued = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        try (DeadEnd few = DeadEnd.open(0);
                DeadEnd many = DeadEnd.open(queued)) {
            few.fill(queued);
            many.fill(queued);
            run("manifests a second", few, many, DeadEnd::pushManifests);
            run("images a second over HTTP", few, many, DeadEnd::pushImages);
            System.out.printf("in the end waiting: %,d and %,d%n", few.waiting(), many.waiting());
        }
    }

    /** A round of pushes, and their rate per second. */
    private interface Round {
        double of(DeadEnd registry) throws IOException, StoreException, InterruptedException;
    }

    private static void run(String what, DeadEnd few, DeadEnd many, Round round)
            throws IOException, StoreException, InterruptedException {
        Rounds withFew = new Rounds();
        Rounds withMany = new Rounds();
        Rounds ratios = new Rounds();
        for (int i = 0; i <= ROUNDS; i++) {
            boolean fewFirst = i % 2 == 0;
            double first = round.of(fewFirst ? few : many);
            double second = round.of(fewFirst ? many : few);
            if (i > 0) {
                withFew.add(fewFirst ? first : second);
                withMany.add(fewFirst ? second : first);
                ratios.add(fewFirst ? second / first : first / second);
            }
        }
        System.out.printf(
                "%-26s %,6.0f with few, %,6.0f with many waiting: %.3f (from %.3f to %.3f)%n",
                what, withFew.median(), withMany.median(), ratios.median(), ratios.least(), ratios.most());
    }
}
