package dev.berth.registry.jetty;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.Callback;

/** A request that is counted until its answer has been completed, well or badly. Safe for use by several threads. */
final class ServedRequest implements Callback {
    private final Callback callback;
    private final AtomicReference<Runnable> end;

    /** @param end what is run once, before {@code callback} is completed: who reads the answer may ask again at once */
    ServedRequest(Callback callback, Runnable end) {
        this.callback = callback;
        this.end = new AtomicReference<>(end);
    }

    private static void nothing() {}

    /** Counts it no longer, whatever becomes of it; later calls do nothing. */
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
