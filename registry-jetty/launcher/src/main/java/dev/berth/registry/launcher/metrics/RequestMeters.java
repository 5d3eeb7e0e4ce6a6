package dev.berth.registry.launcher.metrics;

import dev.berth.registry.jetty.RequestListener;
import dev.berth.registry.jetty.RequestListener.CompletedRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Measures HTTP requests, by method, route template and status. */
final class RequestMeters implements RequestListener {
    private static final String PREFIX = "registry.http.";

    private final MeterRegistry meters;
    private final Map<Kind, Recorder> recorders = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Methods, templates and statuses are few, so this is bounded. */
    private record Kind(String method, String route, int status) {}

    private record Recorder(Counter requests, Timer duration, DistributionSummary in, DistributionSummary out) {}

    @Override
    public void ended(CompletedRequest request) {
        Kind kind = new Kind(request.method(), request.route().orElse("none"), request.status());
        Recorder recorder = recorders.computeIfAbsent(kind, this::recorder);
        recorder.requests().increment();
        recorder.duration().record(request.duration());
        recorder.in().record((double) request.bytesIn());
        recorder.out().record((double) request.bytesOut());
    }

    private Recorder recorder(Kind kind) {
        Tags place = Tags.of("method", kind.method(), "route", kind.route());
        Tags all = place.and("code", Integer.toString(kind.status()));
        Counter requests = Counter.builder(PREFIX + "requests")
                .description("requests that have ended")
                .tags(all)
                .register(meters);
        Timer duration = Histograms.ofRequests(Timer.builder(PREFIX + "request.duration"))
                .description("requests from the first byte until the last byte of the response")
                .tags(all)
                .register(meters);
        return new Recorder(
                requests,
                duration,
                summary("request.size", "received", place),
                summary("response.size", "sent", place));
    }

    private DistributionSummary summary(String name, String verb, Tags tags) {
        return DistributionSummary.builder(PREFIX + name)
                .description("bytes of bodies " + verb)
                .baseUnit("bytes")
                .tags(tags)
                .register(meters);
    }
}
