package dev.berth.registry.launcher.metrics;

import dev.berth.registry.launcher.storage.StorageObserver;
import dev.berth.registry.spi.StoreException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures calls of blob storage, by operation and result. */
final class StorageMeters implements StorageObserver {
    private static final String PREFIX = "registry.storage.";

    private final MeterRegistry meters;
    private final String driver;
    private final Map<String, Timer> succeeded = new ConcurrentHashMap<>();
    private final Counter written;
    private final AtomicInteger writers = new AtomicInteger();

    /** @param driver the kind of storage: {@code filesystem}, {@code s3} */
    StorageMeters(MeterRegistry meters, String driver) {
        this.meters = meters;
        this.driver = driver;
        written = Counter.builder(PREFIX + "written")
                .description("bytes written to storage")
                .baseUnit("bytes")
                .tag("driver", driver)
                .register(meters);
        Gauge.builder(PREFIX + "writers", writers, AtomicInteger::get)
                .description("objects being written by this server")
                .tag("driver", driver)
                .register(meters);
    }

    @Override
    public <T> T observe(String action, Call<T> call) throws StoreException {
        long begin = System.nanoTime();
        String result = "error";
        try {
            T answer = call.run();
            result = Results.SUCCESS;
            return answer;
        } catch (StoreException e) {
            result = Results.of(e.kind());
            throw e;
        } finally {
            timer(action, result).record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void written(long bytes) {
        written.increment((double) bytes);
    }

    @Override
    public void opened() {
        writers.incrementAndGet();
    }

    @Override
    public void closed() {
        writers.decrementAndGet();
    }

    private Timer timer(String action, String result) {
        return result.equals(Results.SUCCESS)
                ? succeeded.computeIfAbsent(action, name -> register(name, result))
                : register(action, result);
    }

    private Timer register(String action, String result) {
        return Histograms.ofCalls(Timer.builder(PREFIX + "action"))
                .description("calls of the storage")
                .tag("driver", driver)
                .tag("action", action)
                .tag("result", result)
                .register(meters);
    }
}
