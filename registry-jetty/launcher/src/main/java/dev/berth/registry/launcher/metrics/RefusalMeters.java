package dev.berth.registry.launcher.metrics;

import dev.berth.registry.http.limit.RefusalListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts requests beyond a limit and refused logins. */
final class RefusalMeters implements RefusalListener {
    private static final String PREFIX = "registry.http.";

    private final Map<Limit, Counter> limited;
    private final Map<Login, Counter> refused;

    RefusalMeters(MeterRegistry meters) {
        limited = counters(
                Limit.class,
                limit -> Counter.builder(PREFIX + "limited.requests")
                        .description("requests answered 429, by the limit they exceeded")
                        .tag("limit", lower(limit))
                        .register(meters));
        refused = counters(
                Login.class,
                login -> Counter.builder(PREFIX + "refused.logins")
                        .description("requests with credentials that are wrong or have expired")
                        .tag("credentials", lower(login))
                        .register(meters));
    }

    @Override
    public void limited(Limit limit) {
        counter(limited, limit).increment();
    }

    @Override
    public void loginRefused(Login login) {
        counter(refused, login).increment();
    }

    private static <E extends Enum<E>> Counter counter(Map<E, Counter> counters, E key) {
        Counter counter = counters.get(key);
        if (counter == null) {
            throw new IllegalStateException("no counter of " + key);
        }
        return counter;
    }

    private static <E extends Enum<E>> Map<E, Counter> counters(Class<E> keys, Function<E, Counter> counter) {
        return Arrays.stream(keys.getEnumConstants())
                .collect(Collectors.toMap(key -> key, counter, (a, b) -> a, () -> new EnumMap<>(keys)));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
