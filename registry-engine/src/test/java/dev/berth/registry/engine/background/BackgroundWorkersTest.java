package dev.berth.registry.engine.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.berth.registry.reporting.ReportedFailure;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundWorkersTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final List<StoreException> failures = new ArrayList<>();
    private final List<ReportedFailure> reported = new CopyOnWriteArrayList<>();

    private interface Action {
        Duration run() throws StoreException;
    }

    @Test
    void stopsAtOnceDuringARest() throws Exception {
        CountDownLatch stepped = new CountDownLatch(1);
        BackgroundWorker worker = worker(Duration.ofMillis(1), () -> {
            stepped.countDown();
            return LONG;
        });
        worker.start();
        await(stepped);

        worker.stop();

        assertThat(worker.join(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void continuesAfterFailuresOfAnyKind() throws Exception {
        CountDownLatch recovered = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        BackgroundWorker worker = worker(Duration.ofMillis(1), () -> {
            switch (steps.incrementAndGet()) {
                case 1 -> throw new StoreException(Kind.TRANSIENT, "not now", null);
                case 2 -> throw new IllegalStateException("a defect");
                default -> recovered.countDown();
            }
            return LONG;
        });
        worker.start();

        await(recovered);
        worker.stop();
        assertThat(worker.join(Duration.ofSeconds(30))).isTrue();
        assertThat(failures).extracting(Throwable::getMessage).containsExactly("not now");
        assertThat(reported)
                .extracting(
                        failure -> failure.operation() + ": " + failure.cause().getMessage())
                .containsExactly("test: not now", "test: a defect");
    }

    @Test
    void aStepThatTheStopInterruptsIsNoFailureToReport() throws Exception {
        CountDownLatch stepped = new CountDownLatch(1);
        BackgroundWorker worker = worker(LONG, () -> {
            stepped.countDown();
            try {
                Thread.sleep(LONG.toMillis());
                return LONG;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException(Kind.TRANSIENT, "interrupted", e);
            }
        });
        worker.start();
        await(stepped);
        worker.stop();
        worker.interrupt();

        assertThat(worker.join(Duration.ofSeconds(30))).isTrue();
        assertThat(failures).isEmpty();
    }

    @Test
    void wakeEndsARest() throws Exception {
        Semaphore steps = new Semaphore(0);
        BackgroundWorker worker = worker(Duration.ofMillis(1), () -> {
            steps.release();
            return LONG;
        });
        try (BackgroundWorkers workers = new BackgroundWorkers(List.of(worker))) {
            workers.start();
            assertThat(steps.tryAcquire(30, TimeUnit.SECONDS)).isTrue();

            worker.wake();

            assertThat(steps.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void wakeDoesNotShortenABackoff() throws Exception {
        Semaphore steps = new Semaphore(0);
        BackgroundWorker worker = worker(LONG, () -> {
            steps.release();
            throw new StoreException(Kind.TRANSIENT, "not now", null);
        });
        try (BackgroundWorkers workers = new BackgroundWorkers(List.of(worker))) {
            workers.start();
            assertThat(steps.tryAcquire(30, TimeUnit.SECONDS)).isTrue();

            worker.wake();

            assertThat(steps.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void startsOnceAndClosesAlsoUnstarted() {
        BackgroundWorkers unstarted = workers(LONG, () -> LONG);
        unstarted.close();

        try (BackgroundWorkers workers = workers(LONG, () -> LONG)) {
            workers.start();
            assertThatIllegalStateException().isThrownBy(workers::start);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private BackgroundWorkers workers(Duration backoff, Action action) {
        return new BackgroundWorkers(List.of(worker(backoff, action)));
    }

    private BackgroundWorker worker(Duration backoff, Action action) {
        BackgroundTask task = new BackgroundTask() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Duration step() throws StoreException {
                return action.run();
            }

            @Override
            public void failed(StoreException failure) {
                failures.add(failure);
            }
        };
        return new BackgroundWorker(task, new Backoff(backoff, backoff, new SplittableRandom(1)), reported::add);
    }
}
