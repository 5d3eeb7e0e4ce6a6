package dev.berth.registry.engine.notification;

import dev.berth.registry.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/** Events of reads, in the memory of this process: a bounded queue, and the number of dropped events. */
final class PullQueue {
    private final BlockingQueue<Event> waiting;
    private final LongAdder dropped = new LongAdder();

    PullQueue(int room) {
        waiting = new ArrayBlockingQueue<>(room);
    }

    /** Never waits. */
    void add(Event event) {
        if (!waiting.offer(event)) {
            dropped.increment();
        }
    }

    List<Event> take(int most) {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Event> taken = new ArrayList<>();
        waiting.drainTo(taken, most);
        return taken;
    }

    /** The number dropped since the last call. */
    int dropped() {
        return Math.toIntExact(Math.min(dropped.sumThenReset(), Integer.MAX_VALUE));
    }
}
