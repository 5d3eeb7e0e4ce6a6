package dev.berth.registry.testing;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The direct memory of this process. The JDK copies heap buffers there to write them, once for each thread. */
public final class DirectMemory {
    private DirectMemory() {}

    /** Bytes in direct buffers now. */
    public static long used() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** The bytes that a new thread holds after this work. */
    public static long heldAfter(Work work) throws InterruptedException, ExecutionException {
        FutureTask<Long> measured = new FutureTask<>(() -> {
            long before = used();
            work.run();
            return used() - before;
        });
        new Thread(measured, "measured").start();
        return measured.get();
    }

    /** Reads or writes. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }
}
