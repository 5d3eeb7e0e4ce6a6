package dev.berth.registry.launcher.tracing;

import dev.berth.registry.event.EventSink;
import dev.berth.registry.http.tracing.RequestTracer;
import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.launcher.storage.ObservedBlobStore;
import dev.berth.registry.spi.storage.BlobStore;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends spans to a collector by OTLP over HTTP, in the background: at most {@value #QUEUED} wait, further ones are
 * dropped, and no request waits for the collector. A client that names a trace decides whether it is recorded. Safe for
 * use by any number of threads.
 */
public final class OtlpTracing implements Tracing, AutoCloseable {
    private static final int QUEUED = 2_048;
    private static final int BATCH = 512;
    private static final int LONGEST_VALUE = 256;
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int SECONDS_AT_STOP = 2;

    private final SdkTracerProvider provider;
    private final Spans spans;

    private OtlpTracing(SdkTracerProvider provider, Clock clock) {
        this.provider = provider;
        spans = new Spans(provider.get("dev.berth.registry"), clock);
    }

    /**
     * Opens the way to a collector, which need not be there.
     *
     * @throws IllegalArgumentException when a header field cannot be sent; the message does not contain its value
     */
    public static OtlpTracing open(OtlpConfig config, Clock clock) {
        Resource resource = Resource.create(Attributes.builder()
                .put("service.name", config.service())
                .put("service.version", config.version())
                .build());
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.ratio())))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(LONGEST_VALUE)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(new ReportedExports(exporter(config)))
                        .setMaxQueueSize(QUEUED)
                        .setMaxExportBatchSize(BATCH)
                        .setScheduleDelay(DELAY)
                        .setExporterTimeout(TIMEOUT.multipliedBy(2))
                        .build())
                .build();
        return new OtlpTracing(provider, clock);
    }

    private static OtlpHttpSpanExporter exporter(OtlpConfig config) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(config.endpoint().toString())
                .setConnectTimeout(TIMEOUT)
                .setTimeout(TIMEOUT)
                .setCompression("gzip");
        config.headers().forEach((name, values) -> exporter.addHeader(name, String.join(", ", values)));
        return exporter.build();
    }

    @Override
    public Optional<RequestTracer> requests() {
        return Optional.of(new RequestSpans(spans));
    }

    @Override
    public QueryListener queries(QueryListener next) {
        return new QuerySpans(spans, next);
    }

    @Override
    public BlobStore storage(BlobStore blobs, String driver) {
        return new ObservedBlobStore(blobs, new StorageSpans(spans, driver));
    }

    @Override
    public EventSink sink(String subscription, EventSink sink) {
        return new DeliverySpans(spans, subscription, sink);
    }

    /** Sends the spans that are left, for two seconds at most. */
    @Override
    public void close() {
        provider.shutdown().join(SECONDS_AT_STOP, TimeUnit.SECONDS);
    }
}
