package dev.berth.registry.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.image.BuiltImage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Registries with TLS, with a login and with content. */
class SecuredRegistryTest {
    private static final String ANN =
            "Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8));

    @Nested
    @RegistryTest(tls = true, user = "ann", password = "secret", tokens = true)
    class WithTokensOverTls {

        @Test
        void aPasswordIsExchangedForAToken(RunningRegistry registry) throws Exception {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(registry.sslContext()).build();
            HttpRequest.Builder ping = HttpRequest.newBuilder(registry.uri().resolve("/v2/library/hello/tags/list"));

            HttpResponse<byte[]> refused = Http.send(client, ping.copy());
            String challenge = refused.headers().firstValue("WWW-Authenticate").orElseThrow();
            HttpRequest.Builder exchange = HttpRequest.newBuilder(registry.uri().resolve("/token"));
            HttpResponse<byte[]> wrong = Http.send(client, exchange.copy().header("Authorization", "Basic eDp5"));
            HttpResponse<byte[]> given = Http.send(client, exchange.header("Authorization", ANN));
            Matcher token =
                    Pattern.compile("\\{\"token\":\"(.+)\"}").matcher(new String(given.body(), StandardCharsets.UTF_8));
            assertThat(token.matches()).isTrue();

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(challenge)
                    .contains("Bearer realm=\"" + registry.uri() + "/token\"")
                    .contains("scope=\"repository:library/hello:pull\"");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(Http.send(client, ping.header("Authorization", "Bearer " + token.group(1)))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(Files.readString(registry.certificate())).startsWith("-----BEGIN CERTIFICATE-----");
        }
    }

    @Nested
    class Built {
        @RegisterExtension
        final RegistryExtension extension = RegistryExtension.builder()
                .password("ann", "secret")
                .content(registry -> registry.push("library/hello:1", BuiltImage.of(Map.of("a", "b"))))
                .build();

        @Test
        void hasItsContentForWhoeverLogsIn(RunningRegistry registry) throws Exception {
            HttpRequest.Builder tags = HttpRequest.newBuilder(registry.uri().resolve("/v2/library/hello/tags/list"));
            HttpClient client = HttpClient.newHttpClient();

            assertThat(Http.send(client, tags.copy()).statusCode()).isEqualTo(401);
            assertThat(Http.send(client, tags.header("Authorization", ANN)).body())
                    .asString()
                    .contains("\"tags\":[\"1\"]");
            assertThat(registry.requests().all())
                    .extracting(RecordedRequest::authorized)
                    .containsExactly(false, true);
        }
    }
}
