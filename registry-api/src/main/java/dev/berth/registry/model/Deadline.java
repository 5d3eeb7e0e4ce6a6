package dev.berth.registry.model;

import java.time.Duration;

/**
 * The time by which a caller needs an answer: one budget, from which connecting, waiting for a free connection,
 * statements, calls of a blob store and their retries draw. Bytes are excepted: whenever some have moved, {@link
 * #renew} begins the budget anew.
 *
 * <p>A deadline belongs to the thread that works for the caller, platform or virtual, as long as {@link #call} runs
 * there: driving interfaces and ports carry no parameter for it (docs/decisions/0080). A port asks for {@link
 * #current}. Work that is handed to another thread takes its deadline along by {@code call} in that thread. A host may
 * bind its own around any call of a registry.
 */
public final class Deadline {
    /** No deadline: what works in the background has as long as the ports themselves allow. */
    public static final Deadline NONE = new Deadline(Long.MAX_VALUE, Duration.ZERO);

    private static final ThreadLocal<Deadline> BOUND = new ThreadLocal<>();

    private final long budget;
    private volatile long end;

    private Deadline(long budget, Duration spent) {
        this.budget = budget;
        this.end = System.nanoTime() + budget - spent.toNanos();
    }

    /** Something done within a deadline. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** A deadline this long from now. */
    public static Deadline in(Duration budget) {
        return in(budget, Duration.ZERO);
    }

    /** A deadline for a caller who has waited for a part of the budget before. */
    public static Deadline in(Duration budget, Duration spent) {
        return new Deadline(budget.toNanos(), spent);
    }

    /** The deadline of the current work of this thread; {@link #NONE} outside of {@link #call}. */
    public static Deadline current() {
        Deadline bound = BOUND.get();
        return bound == null ? NONE : bound;
    }

    /** The deadline of this thread, or, without one, a new one after this time. */
    public static Deadline currentOr(Duration budget) {
        Deadline bound = BOUND.get();
        return bound == null ? in(budget) : bound;
    }

    /** True when it has an end. */
    public boolean isBounded() {
        return budget != Long.MAX_VALUE;
    }

    /** The remaining time; zero after the deadline. */
    public Duration left() {
        return isBounded() ? Duration.ofNanos(Math.max(0, end - System.nanoTime())) : Duration.ofNanos(budget);
    }

    /** The part of a wait that fits into the remaining time. */
    public Duration atMost(Duration wait) {
        Duration left = left();
        return wait.compareTo(left) < 0 ? wait : left;
    }

    /** True after the deadline. */
    public boolean isPassed() {
        return isBounded() && end - System.nanoTime() <= 0;
    }

    /** Begins the budget anew: bytes of content have come or gone, which are not counted. */
    public void renew() {
        if (isBounded()) {
            end = System.nanoTime() + budget;
        }
    }

    /** Does something within this deadline, on the thread that calls. */
    public <T, E extends Exception> T call(Work<T, E> work) throws E {
        Deadline before = BOUND.get();
        BOUND.set(this);
        try {
            return work.run();
        } finally {
            if (before == null) {
                BOUND.remove();
            } else {
                BOUND.set(before);
            }
        }
    }

    @Override
    public String toString() {
        return isBounded() ? "Deadline[in " + left() + "]" : "Deadline[none]";
    }
}
