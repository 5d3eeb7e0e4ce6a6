package dev.berth.registry.jetty.protocol;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.codes;
import static dev.berth.registry.jetty.protocol.TestServer.digest;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Race;
import dev.berth.registry.model.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Proxies and clients send a request again when its answer was lost: the table of decision 0071, line by line. */
class SecondSendingTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    private static final String UPLOADS = "/v2/again/blobs/uploads/";
    private final byte[] content = Manifests.bytes("again");
    private final Digest digest = digest(content);

    @Test
    void startsAreIndependent() throws IOException, InterruptedException {
        assertThat(start()).isNotEqualTo(start());
        for (int i = 0; i < 2; i++) {
            assertThat(status("POST", UPLOADS + "?digest=" + digest, content)).isEqualTo(201);
            assertThat(status("POST", "/v2/again/mounted/blobs/uploads/?from=again&mount=" + digest, NOTHING))
                    .isEqualTo(201);
        }
    }

    @Test
    void chunkWithItsPlaceIsToldWhereToGoOn() throws IOException, InterruptedException {
        String location = start();
        assertThat(server.send("PATCH", location, content, "Content-Range", "0-4")
                        .statusCode())
                .isEqualTo(202);
        HttpResponse<byte[]> again = server.send("PATCH", location, content, "Content-Range", "0-4");
        assertThat(again.statusCode()).isEqualTo(416);
        assertThat(header(again, "Range")).isEqualTo("0-4");
        assertThat(header(again, "Location")).isEqualTo(location);
    }

    @Test
    void endIsAnsweredAsBefore() throws IOException, InterruptedException {
        for (boolean inTheEnd : new boolean[] {true, false}) {
            String location = start();
            if (!inTheEnd) {
                server.send("PATCH", location, content);
            }
            byte[] body = inTheEnd ? content : NOTHING;
            HttpResponse<byte[]> first = server.send("PUT", location + "?digest=" + digest, body);
            HttpResponse<byte[]> again = server.send("PUT", location + "?digest=" + digest, body);
            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(header(again, "Location")).isEqualTo(header(first, "Location"));
            assertThat(header(again, "Docker-Content-Digest")).isEqualTo(digest.toString());
            HttpResponse<byte[]> other = server.send("PUT", location + "?digest=" + digest(NOTHING), NOTHING);
            assertThat(codes(other)).containsExactly("BLOB_UPLOAD_UNKNOWN");
        }
    }

    @Test
    void endsAtOnceAreAllAnsweredAlike() throws Exception {
        for (int round = 0; round < 10; round++) {
            byte[] other = Manifests.bytes("at once " + round);
            String location = start();
            server.send("PATCH", location, other);
            Callable<Integer> end = () -> status("PUT", location + "?digest=" + digest(other), NOTHING);
            assertThat(Race.between(Collections.nCopies(4, end))).containsOnly(201);
        }
    }

    @Test
    void manifestIsAnsweredAsBefore() throws IOException, InterruptedException {
        byte[] image = server.image("again", "image");
        for (int i = 0; i < 2; i++) {
            assertThat(server.putManifest("again", "v1", image).statusCode()).isEqualTo(201);
        }
    }

    /** The specifications require 404 for absent content. */
    @Test
    void secondDeletionFindsNothing() throws IOException, InterruptedException {
        byte[] image = server.image("again/deleted", "deleted");
        server.putManifest("again/deleted", "v1", image);
        Digest blob = server.pushBlob("again/deleted", Manifests.bytes("blob"));
        for (String path : List.of(
                "/v2/again/deleted/tags/reference/v1",
                "/v2/again/deleted/manifests/" + digest(image),
                "/v2/again/deleted/blobs/" + blob)) {
            assertThat(status("DELETE", path, NOTHING)).isEqualTo(202);
            assertThat(status("DELETE", path, NOTHING)).isEqualTo(404);
        }
        String session = start();
        assertThat(status("DELETE", session, NOTHING)).isEqualTo(204);
        assertThat(status("DELETE", session, NOTHING)).isEqualTo(404);
    }

    private static String start() throws IOException, InterruptedException {
        return header(server.send("POST", UPLOADS, NOTHING), "Location");
    }

    private static int status(String method, String path, byte[] body) throws IOException, InterruptedException {
        return server.send(method, path, body).statusCode();
    }
}
