package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.PresignedReads;
import dev.berth.registry.spi.storage.PresignedReads.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Presigned URLs, used by a client without other information. */
class S3LinksTest {
    private final Trial trial = new Trial();
    private final S3BlobStore store = trial.store();
    private final StorageKey key = trial.key();
    private final byte[] content = trial.bytes(1_000);

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void readsWithTheHeadersAskedFor() throws Exception {
        HttpResponse<byte[]> answer = follow("GET", link(Method.GET));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/x-test");
        assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"x\"");
    }

    @Test
    void looksOnlyIfMadeForThat() throws Exception {
        assertThat(follow("HEAD", link(Method.HEAD)).statusCode()).isEqualTo(200);
        assertThat(follow("GET", link(Method.HEAD)).statusCode()).isEqualTo(403);
    }

    @Test
    void showsNoSecretAndNoMoreThanAWeek() throws Exception {
        String link = link(Method.GET).toString();

        assertThat(link).doesNotContain(S3Server.SECRET_KEY).contains("X-Amz-Expires=604800");
    }

    private URI link(Method method) throws Exception {
        if (store.size(key).isEmpty()) {
            try (BlobWriter writer = store.writer(key)) {
                writer.write(ByteBuffer.wrap(content));
                writer.commit();
            }
        }
        return store.capabilities()
                .presignedReads()
                .orElseThrow()
                .link(
                        key,
                        new PresignedReads.Terms(
                                method,
                                Duration.ofDays(30),
                                Optional.of("text/x-test"),
                                Optional.of("attachment; filename=\"x\"")));
    }

    private static HttpResponse<byte[]> follow(String method, URI link) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(link)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
