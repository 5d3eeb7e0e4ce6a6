package dev.berth.registry.jetty;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** Repeats a task every second from start to stop. Holds no thread in between; the task must not block. */
final class PeriodicTask extends AbstractLifeCycle {
    private final Supplier<Scheduler> scheduler;
    private final Runnable thing;
    private Scheduler.Task next = () -> true;

    PeriodicTask(Supplier<Scheduler> scheduler, Runnable thing) {
        this.scheduler = scheduler;
        this.thing = thing;
    }

    @Override
    protected synchronized void doStart() {
        schedule();
    }

    @Override
    protected synchronized void doStop() {
        next.cancel();
    }

    private void doAndGoOn() {
        try {
            thing.run();
        } finally {
            goOn();
        }
    }

    private synchronized void goOn() {
        if (isRunning()) {
            schedule();
        }
    }

    private void schedule() {
        next = scheduler.get().schedule(this::doAndGoOn, 1, TimeUnit.SECONDS);
    }
}
