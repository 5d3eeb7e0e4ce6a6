package dev.berth.registry.launcher.tracing;

import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;

/** A server without tracing, for a class loader of its own. */
public final class UntracedServer {
    private UntracedServer() {}

    /** The status of a list of repositories. */
    public static int status(Path folder) throws Exception {
        Map<String, String> settings = Map.of("REGISTRY_HTTP_ADDR", "127.0.0.1:0", "REGISTRY_STORAGE", "inmemory");
        try (RunningServer server = Assembly.start(ConfigurationReader.read(settings), folder)) {
            HttpRequest request = HttpRequest.newBuilder(server.server().uri().resolve("/v2/_catalog"))
                    .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
