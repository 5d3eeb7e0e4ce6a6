package dev.berth.registry.launcher.metrics;

import dev.berth.registry.auth.HtpasswdAccess;
import dev.berth.registry.engine.CacheStatus;
import dev.berth.registry.engine.RegistryEngine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Shows the caches of a server: small blobs, and logins that succeeded. */
final class CacheMeters {
    private static final String PREFIX = "registry.cache.";
    private static final CacheStatus NONE = new CacheStatus(0, 0, 0);

    private final MeterRegistry meters;

    CacheMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void blobs(RegistryEngine engine) {
        count("blobs", "hit", engine, cached -> status(cached).hits());
        count("blobs", "miss", engine, cached -> status(cached).misses());
        Gauge.builder(PREFIX + "size", engine, cached -> status(cached).bytes())
                .description("bytes of cached entries")
                .baseUnit("bytes")
                .tag("cache", "blobs")
                .strongReference(true)
                .register(meters);
    }

    void logins(HtpasswdAccess access) {
        count("logins", "hit", access, HtpasswdAccess::rememberedLogins);
        count("logins", "miss", access, HtpasswdAccess::hashedLogins);
    }

    private <T> void count(String cache, String result, T source, ToDoubleFunction<T> value) {
        FunctionCounter.builder(PREFIX + "reads", source, value)
                .description("reads of a cache; a login that missed is hashed")
                .tag("cache", cache)
                .tag("result", result)
                .register(meters);
    }

    private static CacheStatus status(RegistryEngine engine) {
        return engine.blobCache().orElse(NONE);
    }
}
