package dev.berth.registry.engine.upload;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The state of uploads that this node remembers between two requests, and the uploads that a request is working on. It
 * saves reading rows and hashing again. Any entry may be dropped at any time; the least recently used is dropped first.
 */
public final class UploadMemory {
    private final Clock clock;
    private final Map<UploadName, CountDownLatch> busy = new ConcurrentHashMap<>();
    private final Map<UploadName, LiveUpload> idle;

    public UploadMemory(int most, Clock clock) {
        this.clock = clock;
        idle = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UploadName, LiveUpload> eldest) {
                return size() > most;
            }
        };
    }

    /** The right to work on an upload, until it is closed; empty while another request has it. */
    Optional<Hold> take(UploadName name) {
        return busy.putIfAbsent(name, new CountDownLatch(1)) == null ? Optional.of(new Hold(name)) : Optional.empty();
    }

    /** The same, after a wait for the other request to end. */
    Optional<Hold> take(UploadName name, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        Optional<Hold> hold = take(name);
        while (hold.isEmpty() && await(busy.get(name), deadline - System.nanoTime())) {
            hold = take(name);
        }
        return hold;
    }

    private static boolean await(@Nullable CountDownLatch ended, long nanos) {
        try {
            return ended == null || ended.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void end(UploadName name) {
        CountDownLatch ended = busy.remove(name);
        if (ended != null) {
            ended.countDown();
        }
    }

    void remember(LiveUpload upload) {
        synchronized (idle) {
            idle.put(upload.name(), upload);
        }
    }

    /** The number of remembered uploads. */
    int size() {
        synchronized (idle) {
            return idle.size();
        }
    }

    private Optional<LiveUpload> recall(UploadName name) {
        LiveUpload upload;
        synchronized (idle) {
            upload = idle.remove(name);
        }
        return Optional.ofNullable(upload)
                .filter(live -> clock.instant().isBefore(live.stored().upload().expires()));
    }

    /**
     * The exclusive use of one upload by one request. Its remembered state is taken from the memory and returns only if
     * it is kept.
     */
    final class Hold implements AutoCloseable {
        private final UploadName name;
        private final Optional<LiveUpload> remembered;
        private @Nullable LiveUpload kept;

        private Hold(UploadName name) {
            this.name = name;
            remembered = recall(name);
        }

        UploadName name() {
            return name;
        }

        Optional<LiveUpload> remembered() {
            return remembered;
        }

        void keep(LiveUpload upload) {
            kept = upload;
        }

        void forget() {
            kept = null;
        }

        @Override
        public void close() {
            if (kept != null) {
                remember(kept);
            }
            end(name);
        }
    }
}
