package dev.berth.registry.auth;

import dev.berth.registry.access.Credentials;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Logins that wait for their turn. The next one is by turns that of the network with the fewest recent failures, that
 * of the name with the fewest, and the oldest: guesses delay others only where they come from everywhere and try every
 * name (docs/decisions/0075). A name counts alike whether a user has it or not. For one thread at a time.
 */
final class WaitingLogins {
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private final RecentFailures failures;
    private int turns;

    WaitingLogins(RecentFailures failures) {
        this.failures = failures;
    }

    /** One login; equal to itself only. */
    static final class Waiting {
        private final long name;
        private final long[] networks;

        private Waiting(long name, long[] networks) {
            this.name = name;
            this.networks = networks;
        }
    }

    /** A login that does not wait yet. */
    Waiting of(Credentials.Basic login) {
        long[] networks = login.client().map(failures::networks).orElseGet(() -> new long[0]);
        return new Waiting(failures.name(login.user()), networks);
    }

    int size() {
        return waiting.size();
    }

    void add(Waiting login) {
        waiting.add(login);
    }

    void remove(Waiting login) {
        waiting.remove(login);
    }

    /** Removes the login whose turn it is; empty when none waits. */
    Optional<Waiting> next() {
        turns = (turns + 1) % 3;
        Optional<Waiting> next = switch (turns) {
            case 0 -> waiting.stream().findFirst();
            case 1 -> least(login -> failures.of(login.networks));
            default -> least(login -> failures.of(login.name));
        };
        next.ifPresent(waiting::remove);
        return next;
    }

    /** Removes the login whose networks had the most failures, the newest of several. */
    Waiting last() {
        Waiting last = waiting.iterator().next();
        double most = failures.of(last.networks);
        for (Waiting login : waiting) {
            double of = failures.of(login.networks);
            if (of >= most) {
                most = of;
                last = login;
            }
        }
        waiting.remove(last);
        return last;
    }

    void failed(Waiting login) {
        failures.add(login.networks);
        failures.add(login.name);
    }

    /** The oldest of several. */
    private Optional<Waiting> least(ToDoubleFunction<Waiting> count) {
        Optional<Waiting> least = Optional.empty();
        double fewest = Double.POSITIVE_INFINITY;
        for (Waiting login : waiting) {
            double of = count.applyAsDouble(login);
            if (of < fewest) {
                fewest = of;
                least = Optional.of(login);
            }
        }
        return least;
    }
}
