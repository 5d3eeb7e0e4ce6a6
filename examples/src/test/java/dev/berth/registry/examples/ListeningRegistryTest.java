package dev.berth.registry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListeningRegistryTest {
    private static final String EMPTY = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    @Test
    void hearsOfAPush() throws Exception {
        BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
        try (ListeningRegistry registry = ListeningRegistry.start(0, heard::addAll)) {
            URI upload = URI.create(registry.server().uri() + "/v2/team/app/blobs/uploads/?digest=" + EMPTY);
            HttpRequest push = HttpRequest.newBuilder(upload)
                    .POST(BodyPublishers.ofString("{}"))
                    .build();

            assertThat(HttpClient.newHttpClient()
                            .send(push, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(201);

            Event event = heard.poll(1, TimeUnit.MINUTES);
            assertThat(event).isNotNull();
            assertThat(event.action()).isEqualTo(EventAction.PUSH);
            assertThat(event.target().digest()).hasToString("Optional[" + EMPTY + "]");
        }
    }
}
