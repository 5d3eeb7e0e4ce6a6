package dev.berth.registry.launcher.tracing;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The collector of traces, and their selection.
 *
 * @param endpoint URL that takes OTLP over HTTP; without a path it gets that of the specification, {@code /v1/traces}
 * @param headers fields of each request to it, which may be secrets
 * @param ratio the part of the traces that begin here and are recorded, above 0 and at most 1
 * @param service the name of this installation in traces
 * @param version the version of this program
 */
public record OtlpConfig(
        URI endpoint, Map<String, List<String>> headers, double ratio, String service, String version) {
    private static final String PATH = "/v1/traces";

    /**
     * Completes the endpoint.
     *
     * @throws IllegalArgumentException when the endpoint is not an http or https URL; the message does not contain it
     */
    public OtlpConfig {
        String scheme = String.valueOf(endpoint.getScheme());
        if (!scheme.matches("https?") || endpoint.getHost() == null) {
            throw new IllegalArgumentException("expected an http or https URL such as http://127.0.0.1:4318");
        }
        String path = String.valueOf(endpoint.getPath());
        if (path.isEmpty() || path.equals("/")) {
            endpoint = endpoint.resolve(PATH);
        }
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "OtlpConfig[" + endpoint.getHost() + ", ratio=" + ratio + ", service=" + service + "]";
    }
}
