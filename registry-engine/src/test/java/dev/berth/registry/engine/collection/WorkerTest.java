package dev.berth.registry.engine.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new SplittableRandom(1));

    private interface Action {
        Work.Step run() throws StoreException;
    }

    @Test
    void stopsAtOnceWhileItRests() throws Exception {
        CountDownLatch stepped = new CountDownLatch(1);
        Worker worker = worker(() -> {
            stepped.countDown();
            return new Work.Step(Work.Progress.NONE, LONG);
        });
        worker.start();
        assertThat(stepped.await(30, TimeUnit.SECONDS)).isTrue();

        worker.stop();

        assertThat(worker.join(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void goesOnAfterFailuresOfAnyKind() throws Exception {
        CountDownLatch recovered = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        Worker worker = worker(() -> {
            switch (steps.incrementAndGet()) {
                case 1 -> throw new StoreException(Kind.TRANSIENT, "not now", null);
                case 2 -> throw new IllegalStateException("a defect");
                default -> recovered.countDown();
            }
            return new Work.Step(Work.Progress.NONE, LONG);
        });
        worker.start();

        assertThat(recovered.await(30, TimeUnit.SECONDS)).isTrue();
        worker.stop();
        assertThat(worker.join(Duration.ofSeconds(30))).isTrue();
    }

    private Worker worker(Action action) {
        return new Worker(
                new Work() {
                    @Override
                    public String name() {
                        return "test";
                    }

                    @Override
                    public Step step() throws StoreException {
                        return action.run();
                    }
                },
                backoff,
                CollectionListener.NONE);
    }
}
