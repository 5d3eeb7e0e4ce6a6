package dev.berth.registry.launcher.metrics;

import dev.berth.registry.jetty.RequestListener;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** The meters of a process, those of the Java runtime among them, as a page for Prometheus. */
public final class PrometheusPage implements AutoCloseable {
    private static final OpenMetricsTextFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Metrics metrics = new Metrics(meters);
    private final RequestExemplars exemplars;

    /** Meters of this process, all at their beginning; the clock dates exemplars. */
    public PrometheusPage(Clock clock) {
        exemplars = new RequestExemplars(clock);
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

    /** The listener of a server: the meters, and a recent request of each bucket as exemplars of OpenMetrics. */
    public RequestListener requests() {
        return request -> {
            metrics.requests().ended(request);
            exemplars.ended(request);
        };
    }

    /** All meters in the text format of Prometheus, version 0.0.4. */
    public String text() {
        return meters.scrape();
    }

    /** All meters in the text format of OpenMetrics, version 1.0, with exemplars. */
    public String openMetrics() {
        ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 16);
        try {
            OPEN_METRICS.write(
                    text, exemplars.addTo(meters.getPrometheusRegistry().scrape()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** The meters for {@link DebugServer}, in the format that the request accepts. */
    public DebugServer.Page page(String accept) {
        return OPEN_METRICS.accepts(accept)
                ? new DebugServer.Page(200, OPEN_METRICS.getContentType(), openMetrics())
                : new DebugServer.Page(200, "text/plain; version=0.0.4; charset=utf-8", text());
    }

    @Override
    public void close() {
        garbage.close();
        meters.close();
    }
}
