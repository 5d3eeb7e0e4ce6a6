package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** The requests of a browser that has shown a view, to be sent again without the browser. */
record ViewLoad(List<HttpRequest> requests) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    /** Those since the page was loaded. */
    static ViewLoad of(Browser browser) throws Exception {
        JsonNode names = browser.run("""
            return performance.getEntries().filter(each => ['navigation', 'resource'].includes(each.entryType)).map(each => each.name)\
            """);
        List<HttpRequest> requests = new ArrayList<>();
        for (JsonNode name : names) {
            requests.add(HttpRequest.newBuilder(URI.create(name.asText().replaceFirst("#.*", "")))
                    .header("Accept-Encoding", "gzip")
                    .header("X-Requested-With", "Berth")
                    .build());
        }
        return new ViewLoad(requests);
    }

    /** Without the files of the page, which a browser keeps. */
    ViewLoad ofData() {
        return new ViewLoad(requests.stream()
                .filter(each -> !each.uri().getPath().matches("/ui/.*\\..*"))
                .toList());
    }

    /** The names of the files of views among them, in their order. */
    List<String> views() {
        return requests.stream()
                .map(each -> each.uri().getPath())
                .filter(path -> path.contains("/views/"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }

    /** Sends the requests some times, one after another. */
    void repeat(int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            for (HttpRequest request : requests) {
                assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode())
                        .as("%s", request.uri())
                        .isEqualTo(200);
            }
        }
    }
}
