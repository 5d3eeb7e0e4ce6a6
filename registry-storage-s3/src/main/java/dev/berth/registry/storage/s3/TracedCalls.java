package dev.berth.registry.storage.s3;

import dev.berth.registry.tracing.TraceContext;
import java.util.Map;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Names the trace that a call belongs to. The fields are added after the call was signed: a proxy that traces, too,
 * changes them, and a signature over them would be wrong then.
 */
final class TracedCalls implements SdkHttpClient {
    private final SdkHttpClient client;

    TracedCalls(SdkHttpClient client) {
        this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return client.prepareRequest(TraceContext.current()
                .map(trace -> with(trace.fields(), request))
                .orElse(request));
    }

    private static HttpExecuteRequest with(Map<String, String> fields, HttpExecuteRequest request) {
        SdkHttpRequest.Builder named = request.httpRequest().toBuilder();
        fields.forEach(named::putHeader);
        HttpExecuteRequest.Builder copy = HttpExecuteRequest.builder().request(named.build());
        request.contentStreamProvider().ifPresent(copy::contentStreamProvider);
        request.metricCollector().ifPresent(copy::metricCollector);
        return copy.build();
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
