package dev.berth.registry.launcher.metrics;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/** The meters of a process, those of the Java runtime among them, as a page for Prometheus. */
public final class PrometheusPage implements AutoCloseable {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Metrics metrics = new Metrics(meters);

    /** Meters of this process, all at their beginning. */
    public PrometheusPage() {
        List<MeterBinder> runtime = List.of(
                garbage,
                new BuildMeter(),
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
        runtime.forEach(binder -> binder.bindTo(meters));
    }

    /** The meters of the registry. */
    public Metrics metrics() {
        return metrics;
    }

    /** All meters in the text format of Prometheus, version 0.0.4. */
    public String text() {
        return meters.scrape();
    }

    /** The same for {@link DebugServer}. */
    public DebugServer.Page page() {
        return new DebugServer.Page(200, "text/plain; version=0.0.4; charset=utf-8", text());
    }

    @Override
    public void close() {
        garbage.close();
        meters.close();
    }
}
