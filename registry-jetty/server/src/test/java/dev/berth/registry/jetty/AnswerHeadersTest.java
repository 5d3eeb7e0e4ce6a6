package dev.berth.registry.jetty;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields an operator adds, as pages of another origin need them (Fetch Standard, "CORS protocol"). */
class AnswerHeadersTest {
    private static final String ORIGIN = "Access-Control-Allow-Origin";

    @RegisterExtension
    static final TestServer server = TestServer.with(TestServer.settings()
            .answerHeaders(AnswerHeaders.of(Map.of(
                    ORIGIN,
                    List.of("https://ui.example.com", "https://b.example.com"),
                    "Access-Control-Allow-Methods",
                    List.of("GET", "DELETE"),
                    "X-Content-Type-Options",
                    List.of("nosniff")))));

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/, 200",
        "OPTIONS, /v2/, 200",
        "OPTIONS, /v2/a/manifests/v1, 200",
        "GET, /v2/a/manifests/v1, 404",
        "DELETE, /v2/a/blobs/x, 400",
        "PROPFIND, /v2/, 405"
    })
    void everyAnswerHasThem(String method, String path, int status) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = server.send(method, path, NOTHING, "Origin", "https://b.example.com");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues(ORIGIN)).containsExactly("https://b.example.com");
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        assertThat(answer.headers().allValues("Access-Control-Allow-Methods")).containsExactly("GET", "DELETE");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void otherOriginsAreNotNamed() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = server.send("OPTIONS", "/v2/", NOTHING, "Origin", "https://evil.example.com");
        assertThat(header(answer, ORIGIN)).isEqualTo("(none)");
        assertThat(header(server.get("/v2/"), ORIGIN)).isEqualTo("(none)");
    }

    @Test
    void oneOriginIsNamedToAll() throws IOException, InterruptedException {
        AnswerHeaders all = AnswerHeaders.of(Map.of(ORIGIN, List.of("*")));
        try (TestServer open = TestServer.with(TestServer.settings().answerHeaders(all))) {
            assertThat(header(open.get("/v2/"), ORIGIN)).isEqualTo("*");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "location, x",
        "Docker-Content-Digest, x",
        "OCI-Tag, x",
        "Content-Length, 3",
        "X-Content-Type-Options, none",
        "a b, x",
        "'', x",
        "X-A, '\r\nSet-Cookie: a=b'"
    })
    void refusesFieldsOfTheProtocolAndWhatIsNone(String name, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> AnswerHeaders.of(Map.of(name, List.of(value))));
    }
}
