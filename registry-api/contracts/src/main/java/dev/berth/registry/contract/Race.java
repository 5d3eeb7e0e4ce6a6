package dev.berth.registry.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs several calls at the same moment, each in its own thread. A claim about a race is tried {@link #ROUNDS} times;
 * {@code -Dberth.rounds=N} changes this number.
 */
public final class Race {
    /** The number of rounds of a race. */
    public static final int ROUNDS = Integer.getInteger("berth.rounds", 8);

    private static final int LONGEST_SECONDS = 60;

    private Race() {}

    /**
     * Lets every runner go when all are ready.
     *
     * @return their answers, in the order of the runners
     * @throws Exception the exception of the first of them that failed
     */
    public static <T> List<T> between(List<? extends Callable<? extends T>> runners) throws Exception {
        CyclicBarrier start = new CyclicBarrier(runners.size());
        ExecutorService threads = Executors.newFixedThreadPool(runners.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<? extends T> runner : runners) {
                running.add(threads.submit(() -> {
                    start.await(LONGEST_SECONDS, TimeUnit.SECONDS);
                    return runner.call();
                }));
            }
            return answers(running);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Lets {@code count} threads do the same. */
    public static <T> List<T> of(int count, Callable<? extends T> runner) throws Exception {
        return between(Collections.nCopies(count, runner));
    }

    private static <T> List<T> answers(List<Future<T>> running) throws Exception {
        List<T> answers = new ArrayList<>();
        for (Future<T> runner : running) {
            try {
                answers.add(runner.get(LONGEST_SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
        return answers;
    }
}
