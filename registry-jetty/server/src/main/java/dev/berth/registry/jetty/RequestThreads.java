package dev.berth.registry.jetty;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of requests that may wait for a database or a storage. With virtual threads that is the thread Jetty
 * gives them. Platform threads are few: there these requests have separate ones, and those of Jetty stay free for
 * requests that wait for nothing ({@code GET /v2/}) and for input.
 */
final class RequestThreads implements Executor, AutoCloseable {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Executor executor;
    private final Runnable closing;

    private RequestThreads(Executor executor, Runnable closing) {
        this.executor = executor;
        this.closing = closing;
    }

    /** The thread that Jetty has given a request. */
    static RequestThreads ofJetty() {
        return new RequestThreads(Runnable::run, () -> {});
    }

    /** This number of platform threads, started on demand; further requests wait in turn. */
    static RequestThreads platform(int most) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(most, most, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "registry-request-" + NAMES.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return new RequestThreads(threads, threads::shutdownNow);
    }

    @Override
    public void execute(Runnable request) {
        executor.execute(request);
    }

    @Override
    public void close() {
        closing.run();
    }
}
