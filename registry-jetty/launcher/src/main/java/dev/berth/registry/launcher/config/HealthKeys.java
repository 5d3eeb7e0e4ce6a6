package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.hostPort;
import static dev.berth.registry.launcher.config.Formats.number;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings of {@code health}, as in other registries, and {@code http.health}. */
public final class HealthKeys {
    private static final int MANY = 1_000_000;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int THRESHOLD = 3;

    /** An address that has to accept connections. */
    public record TcpCheck(HostPort address, Duration interval, Duration timeout, int threshold) {}

    public static final Key<Boolean> MAIN_PORT =
            new Key<>("http.health", flag(), false, false, "serve /health/live and /health/ready on http.addr too");
    public static final Key<Boolean> REFUSE_REQUESTS = new Key<>(
            "health.refuserequests",
            flag(),
            false,
            false,
            "answer 503 to all requests but those of health pages while a check fails");
    public static final Key<Boolean> STORAGE_ENABLED =
            new Key<>("health.storagedriver.enabled", flag(), true, false, "check the storage");
    public static final Key<Duration> STORAGE_INTERVAL =
            interval("health.storagedriver.interval", "interval of the storage check");
    public static final Key<Integer> STORAGE_THRESHOLD = new Key<>(
            "health.storagedriver.threshold",
            number(1, MANY),
            THRESHOLD,
            false,
            "failures in succession that make a server unready");
    public static final Key<Boolean> DATABASE_ENABLED =
            new Key<>("health.database.enabled", flag(), true, false, "check the database and its schema");
    public static final Key<Duration> DATABASE_INTERVAL =
            interval("health.database.interval", "interval of the database check");
    public static final Key<Duration> DATABASE_TIMEOUT = new Key<>(
            "health.database.timeout", duration(), TIMEOUT, false, "longest wait for the answer of the database");
    public static final Key<List<TcpCheck>> TCP = new Key<>(
            "health.tcp",
            tcpChecks(),
            List.of(),
            false,
            "addresses that must accept connections: addr, interval, timeout, threshold");

    private HealthKeys() {}

    /** Those of {@code health}, in the order they are explained and shown. */
    static List<Key<?>> all() {
        return List.of(
                REFUSE_REQUESTS,
                STORAGE_ENABLED,
                STORAGE_INTERVAL,
                STORAGE_THRESHOLD,
                DATABASE_ENABLED,
                DATABASE_INTERVAL,
                DATABASE_TIMEOUT,
                TCP);
    }

    private static Key<Duration> interval(String path, String meaning) {
        return new Key<>(path, positive(), INTERVAL, false, meaning);
    }

    private static Format<Duration> positive() {
        Format<Duration> any = duration();
        return new Format<>(
                node -> {
                    Duration duration = any.read(node);
                    if (duration.isZero()) {
                        throw new IllegalArgumentException("expected a duration above 0");
                    }
                    return duration;
                },
                any::show);
    }

    private static Format<List<TcpCheck>> tcpChecks() {
        return new Format<>(
                node -> distinct(Section.list("addresses", node).stream()
                        .map(HealthKeys::tcpCheck)
                        .toList()),
                checks -> checks.stream().map(HealthKeys::shown).toList());
    }

    private static List<TcpCheck> distinct(List<TcpCheck> checks) {
        Set<HostPort> addresses = new HashSet<>();
        for (TcpCheck check : checks) {
            if (!addresses.add(check.address())) {
                throw new IllegalArgumentException("duplicate address: " + check.address());
            }
        }
        return checks;
    }

    private static TcpCheck tcpCheck(Section section) {
        TcpCheck check = new TcpCheck(
                section.require("addr", hostPort()),
                section.get("interval", positive(), INTERVAL),
                section.get("timeout", positive(), TIMEOUT),
                section.get("threshold", number(1, MANY), THRESHOLD));
        section.requireNoOthers();
        return check;
    }

    private static Map<String, Object> shown(TcpCheck check) {
        return Map.of(
                "addr",
                check.address().toString(),
                "interval",
                Durations.written(check.interval()),
                "timeout",
                Durations.written(check.timeout()),
                "threshold",
                check.threshold());
    }
}
