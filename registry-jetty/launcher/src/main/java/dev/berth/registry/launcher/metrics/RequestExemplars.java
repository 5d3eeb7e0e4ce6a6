package dev.berth.registry.launcher.metrics;

import dev.berth.registry.jetty.RequestListener;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * A recent request of each bucket of the durations, by its request id, as OpenMetrics exemplars (OpenMetrics 1.0,
 * section "Exemplars"): the way from a slow bucket to lines of the log. A bucket takes a new one after a second. Safe
 * for use by any number of threads.
 */
final class RequestExemplars implements RequestListener {
    private static final String METRIC = "registry_http_request_duration_seconds";
    private static final long SHORTEST_LIFE = 1_000;

    private final Clock clock;
    private final Duration[] bounds = Histograms.requestBounds();
    private final Map<Kind, AtomicReferenceArray<Exemplar>> recent = new ConcurrentHashMap<>();

    RequestExemplars(Clock clock) {
        this.clock = clock;
    }

    /** Methods, templates and statuses are few, so this is bounded. */
    private record Kind(String method, String route, String code) {}

    @Override
    public void ended(CompletedRequest request) {
        request.id().ifPresent(id -> remember(id, request));
    }

    private void remember(String id, CompletedRequest request) {
        Kind kind = new Kind(request.method(), request.route().orElse("none"), Integer.toString(request.status()));
        AtomicReferenceArray<Exemplar> buckets =
                recent.computeIfAbsent(kind, unknown -> new AtomicReferenceArray<>(bounds.length + 1));
        int bucket = bucket(request.duration());
        Exemplar known = buckets.get(bucket);
        long now = clock.millis();
        // The distance: a clock that was set back does not keep an exemplar.
        if (known == null || Math.abs(now - known.getTimestampMillis()) >= SHORTEST_LIFE) {
            buckets.set(bucket, new Exemplar(request.duration().toNanos() / 1e9, Labels.of("request_id", id), now));
        }
    }

    private int bucket(Duration duration) {
        for (int i = 0; i < bounds.length; i++) {
            if (duration.compareTo(bounds[i]) <= 0) {
                return i;
            }
        }
        return bounds.length;
    }

    /** The same metrics, with exemplars where there are some. */
    MetricSnapshots addTo(MetricSnapshots metrics) {
        return new MetricSnapshots(metrics.stream().map(this::withExemplars).toList());
    }

    private MetricSnapshot withExemplars(MetricSnapshot metric) {
        if (metric instanceof HistogramSnapshot histogram
                && histogram.getMetadata().getPrometheusName().equals(METRIC)) {
            return new HistogramSnapshot(
                    histogram.getMetadata(),
                    histogram.getDataPoints().stream().map(this::withExemplars).toList());
        }
        return metric;
    }

    private HistogramDataPointSnapshot withExemplars(HistogramDataPointSnapshot series) {
        Labels labels = series.getLabels();
        Kind kind = new Kind(value(labels, "method"), value(labels, "route"), value(labels, "code"));
        ClassicHistogramBuckets buckets = series.getClassicBuckets();
        return Optional.ofNullable(recent.get(kind))
                .map(exemplars -> new HistogramDataPointSnapshot(
                        buckets, series.getSum(), labels, exemplars(exemplars), series.getCreatedTimestampMillis()))
                .orElse(series);
    }

    private static String value(Labels labels, String name) {
        return Objects.requireNonNullElse(labels.get(name), "");
    }

    private static Exemplars exemplars(AtomicReferenceArray<Exemplar> buckets) {
        return Exemplars.of(IntStream.range(0, buckets.length())
                .mapToObj(buckets::get)
                .filter(Objects::nonNull)
                .toList());
    }
}
