package dev.berth.registry.jetty;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.Callback;

/** A request that is counted until its answer has been completed, well or badly. Safe for use by several threads. */
final class ServedRequest implements Callback {
    private final Callback callback;
    private final AtomicReference<Runnable> end;

    /**
     * @param end an action run once, before {@code callback} is completed: the reader of the answer may send the next
     *     request at once
     */
    ServedRequest(Callback callback, Runnable end) {
        this.callback = callback;
        this.end = new AtomicReference<>(end);
    }

    private static void nothing() {}

    /** Removes it from the count, in any state; later calls have no effect. */
    void end() {
        end.getAndSet(ServedRequest::nothing).run();
    }

    @Override
    public void succeeded() {
        end();
        callback.succeeded();
    }

    @Override
    public void failed(Throwable cause) {
        end();
        callback.failed(cause);
    }

    @Override
    public InvocationType getInvocationType() {
        return callback.getInvocationType();
    }
}
