package dev.berth.registry.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Faults of a registry, for tests of the error paths of its clients. A fault disturbs the next request that it matches,
 * or as many as {@link At#times} says; of several that match, the one that was added first. Tests that run in parallel
 * and share a registry use repositories of their own and name them in their paths. Safe for use by several threads.
 *
 * <pre>{@code
 * registry.faults().at("GET", "/v2/team/app/blobs/.+").times(2).status(500);
 * registry.faults().at("PATCH", ".*").breakConnection();
 * }</pre>
 */
public final class Faults {
    private final List<Planned> planned = new ArrayList<>();

    Faults() {}

    /**
     * The requests with a method and a path.
     *
     * @param path a regular expression for the whole path
     */
    public At at(String method, String path) {
        return new At(this, method, Pattern.compile(path), 1);
    }

    /** Removes all faults that have not happened. */
    public synchronized void clear() {
        planned.clear();
    }

    /** The number of faults that have not happened. */
    public synchronized int pending() {
        return planned.size();
    }

    private synchronized void add(Planned fault) {
        planned.add(fault);
    }

    /** The fault of a request, which has happened then. */
    synchronized Optional<Fault> take(String method, String path) {
        for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
            Planned next = each.next();
            if (next.matches(method, path)) {
                next.remaining--;
                if (next.remaining == 0) {
                    each.remove();
                }
                return Optional.of(next.fault);
            }
        }
        return Optional.empty();
    }

    private static final class Planned {
        private final At at;
        private final Fault fault;
        private int remaining;

        Planned(At at, Fault fault) {
            this.at = at;
            this.fault = fault;
            this.remaining = at.times;
        }

        boolean matches(String method, String path) {
            return at.method.equals(method) && at.path.matcher(path).matches();
        }
    }

    /** The requests that a fault disturbs. Immutable. */
    public static final class At {
        private final Faults faults;
        private final String method;
        private final Pattern path;
        private final int times;

        private At(Faults faults, String method, Pattern path, int times) {
            this.faults = faults;
            this.method = method;
            this.path = path;
            this.times = times;
        }

        /** Disturbs so many requests. */
        public At times(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("a fault happens at least once, not " + number + " times");
            }
            return new At(faults, method, path, number);
        }

        /** Disturbs all requests until {@link Faults#clear}. */
        public At always() {
            return times(Integer.MAX_VALUE);
        }

        /** Answers with this status and an error of the registry, without processing the request: 401, 429, 500. */
        public void status(int code) {
            if (code < 400 || code > 599) {
                throw new IllegalArgumentException("not the status of an error: " + code);
            }
            add(new Fault.Status(code));
        }

        /** Processes the request after this time. */
        public void delay(Duration time) {
            add(new Fault.Delay(time));
        }

        /** Closes the connection without an answer and without processing the request. */
        public void breakConnection() {
            add(new Fault.Break(0));
        }

        /** Closes the connection after so many bytes of the body of the answer. */
        public void breakAfter(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("a body breaks after one byte or more, not " + bytes);
            }
            add(new Fault.Break(bytes));
        }

        /** Changes a byte of the body of the answer, so that it does not have the digest it was asked for by. */
        public void corrupt() {
            add(new Fault.Corruption());
        }

        private void add(Fault fault) {
            faults.add(new Planned(this, fault));
        }
    }
}
