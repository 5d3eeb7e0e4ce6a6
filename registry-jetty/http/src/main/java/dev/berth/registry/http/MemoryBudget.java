package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.limit.ClientKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The memory for manifests and lists of requests, in bytes: in sum, and of one client. Bytes count from their arrival,
 * or their read from the database, until the end of the answer, which the slowest client determines. Safe for use by
 * any number of threads.
 */
public final class MemoryBudget {
    /** Requests that hold more leave a quarter of a budget to those that do not. */
    private static final long LARGE = 64 * 1024;

    private static final int MAX_AT_WORK = 1024;
    private static final long PATIENCE_SECONDS = 10;

    private final long total;
    private final long perClient;
    private final Semaphore atWork;
    private final AtomicLong held = new AtomicLong();
    private final Map<Long, Long> clients = new ConcurrentHashMap<>();

    /**
     * A budget of this size, at least four of the largest manifests.
     *
     * @param largest bytes of the largest manifest
     */
    MemoryBudget(long bytes, int largest) {
        total = Math.max(bytes, 4L * largest);
        perClient = total / 2;
        atWork = new Semaphore((int) Math.min(MAX_AT_WORK, total / largest));
    }

    /** The memory that one request holds. For one thread. */
    public final class Share {
        private final HttpRequest request;
        private final Optional<Long> client;
        private long bytes;

        private Share(HttpRequest request) {
            this.request = request;
            this.client = request.clientAddress().map(ClientKey::of);
        }

        /** Reserves more bytes until the end of the answer; throws when none are left. */
        public void reserve(long more) {
            if (bytes == 0) {
                request.onAnswered(this::release);
            }
            take(more);
            bytes += more;
        }

        private void take(long more) {
            boolean isLarge = bytes + more > LARGE;
            if (held.addAndGet(more) > most(total, isLarge)) {
                held.addAndGet(-more);
                throw Refusal.because(
                        ErrorCode.UNAVAILABLE,
                        "the memory for manifests and lists is in use by other requests; try again later");
            }
            if (client.isPresent() && clients.merge(client.get(), more, Long::sum) > most(perClient, isLarge)) {
                giveBack(more);
                throw Refusal.because(
                        ErrorCode.TOOMANYREQUESTS,
                        "the memory for manifests and lists of your address is in use; try again later");
            }
        }

        private static long most(long budget, boolean isLarge) {
            return isLarge ? budget / 4 * 3 : budget;
        }

        private void giveBack(long fewer) {
            held.addAndGet(-fewer);
            client.ifPresent(
                    known -> clients.computeIfPresent(known, (key, before) -> before == fewer ? null : before - fewer));
        }

        private void release() {
            giveBack(bytes);
        }

        /**
         * Does what takes a few times the memory of its result, which is not known before: reads a manifest or a list
         * from the database, and makes an answer of it. As many run at a time as the budget has room for; others wait.
         */
        public <T> T work(Supplier<T> work) {
            return inTurn(work);
        }
    }

    Share share(HttpRequest request) {
        return new Share(request);
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!mayWork()) {
            throw Refusal.because(
                    ErrorCode.UNAVAILABLE, "too many manifests and lists are being read; try again later");
        }
        try {
            return work.get();
        } finally {
            atWork.release();
        }
    }

    private boolean mayWork() {
        try {
            return atWork.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The number of bytes held. */
    long held() {
        return held.get();
    }

    /** The number of clients that hold bytes. */
    int clients() {
        return clients.size();
    }
}
