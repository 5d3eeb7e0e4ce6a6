package dev.berth.registry.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.jetty.protocol.TestCertificate;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.model.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsTest {
    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void speaksBothVersionsOverTls(HttpClient.Version version) throws Exception {
        TestServer server = TestServer.with(TestServer.settings().tls(TestCertificate.settings()));
        try {
            pushAndPull(server, version);
        } finally {
            server.close();
        }
    }

    @Test
    void offersHttp2NoMoreWhereItIsDisabled() throws Exception {
        HttpClient offering = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(TestCertificate.trusting())
                .build();
        try (TestServer server = TestServer.with(
                TestServer.settings().tls(TestCertificate.settings()).http2(false))) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/v2/")).build();
            HttpResponse<Void> answer = offering.send(request, BodyHandlers.discarding());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        try (TestServer server = TestServer.with(
                TestServer.settings().tls(TestCertificate.settings()).clearHttp2(false))) {
            pushAndPull(server, HttpClient.Version.HTTP_2);
        }
    }

    @Test
    void handshakeThatDoesNotEndEndsTheConnection() throws Exception {
        TestServer server = TestServer.with(TestServer.settings().tls(TestCertificate.settings()));
        try (RawClient silent = new RawClient(server.server());
                RawClient slow = new RawClient(server.server())) {
            slow.say(new byte[] {0x16, 3, 1});
            await().until(() -> server.server().connections() == 2);
            server.server().checkTimeouts(Duration.ZERO);
            server.server().checkTimeouts(Duration.ofSeconds(10));
            assertThat(server.server().connections()).isEqualTo(2);
            pushAndPull(server, HttpClient.Version.HTTP_1_1);
            server.server().checkTimeouts(Duration.ofSeconds(31));
            assertThat(silent.isClosedByServer()).isTrue();
            assertThat(slow.isClosedByServer()).isTrue();
            pushAndPull(server, HttpClient.Version.HTTP_1_1);
        } finally {
            server.close();
        }
    }

    /** It costs a client little and the server much; TLS 1.3 has none. */
    @Test
    void refusesToNegotiateAgain() throws Exception {
        TestServer server = TestServer.with(TestServer.settings().tls(TestCertificate.settings()));
        try (SSLSocket socket = (SSLSocket) TestCertificate.trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.server().port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setSoTimeout(20_000);
            socket.startHandshake();
            assertThatIOException().isThrownBy(() -> {
                socket.startHandshake();
                socket.getOutputStream().write("GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                assertThat(socket.getInputStream().read()).isNegative();
                throw new EOFException("closed");
            });
        } finally {
            server.close();
        }
    }

    @Test
    void refusesTls12WhereAsked() throws Exception {
        TlsConfig tls = TestCertificate.settings().withTls13Only();
        TestServer server = TestServer.with(TestServer.settings().tls(tls));
        try {
            pushAndPull(server, HttpClient.Version.HTTP_1_1);
            SSLParameters old = new SSLParameters();
            old.setProtocols(new String[] {"TLSv1.2"});
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(TestCertificate.trusting())
                    .sslParameters(old)
                    .build();
            HttpRequest request = HttpRequest.newBuilder(server.uri("/v2/")).build();
            assertThatExceptionOfType(SSLException.class)
                    .isThrownBy(() -> client.send(request, BodyHandlers.discarding()));
        } finally {
            server.close();
        }
    }

    @Test
    void acceptsTheCipherSuitesThatAreNamed() throws Exception {
        String named = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
        TlsConfig tls = TestCertificate.settings().withCipherSuites(List.of(named, "TLS_RSA_WITH_AES_128_CBC_SHA"));
        TestServer server = TestServer.with(TestServer.settings().tls(tls));
        try {
            pushAndPull(server, HttpClient.Version.HTTP_2);
            assertThat(suite(server, "TLSv1.2", named)).isEqualTo(named);
            assertThat(suite(server, "TLSv1.3", "TLS_AES_128_GCM_SHA256")).isEqualTo("TLS_AES_128_GCM_SHA256");
            for (String other : List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA")) {
                assertThatExceptionOfType(SSLException.class).isThrownBy(() -> suite(server, "TLSv1.2", other));
            }
        } finally {
            server.close();
        }
    }

    @Test
    void acceptsTheCipherSuitesOfTls13ThatAreNamed() throws Exception {
        TlsConfig tls = TestCertificate.settings().withCipherSuites(List.of("TLS_AES_256_GCM_SHA384"));
        TestServer server = TestServer.with(TestServer.settings().tls(tls));
        try {
            assertThat(suite(server, "TLSv1.3", "TLS_AES_256_GCM_SHA384")).isEqualTo("TLS_AES_256_GCM_SHA384");
            assertThatExceptionOfType(SSLException.class)
                    .isThrownBy(() -> suite(server, "TLSv1.3", "TLS_AES_128_GCM_SHA256"));
        } finally {
            server.close();
        }
    }

    private static String suite(TestServer server, String version, String offered) throws IOException {
        try (SSLSocket socket = (SSLSocket) TestCertificate.trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.server().port())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.setEnabledCipherSuites(new String[] {offered});
            socket.setSoTimeout(20_000);
            socket.startHandshake();
            return socket.getSession().getCipherSuite();
        }
    }

    @Test
    void takesPemFiles() throws Exception {
        Path certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        KeyStore store = TestCertificate.keyStore();
        Files.writeString(
                certificate, pem("CERTIFICATE", store.getCertificate("server").getEncoded()));
        Files.writeString(
                key,
                pem(
                        "PRIVATE KEY",
                        store.getKey("server", TestCertificate.PASSWORD.toCharArray())
                                .getEncoded()));
        TestServer server = TestServer.with(TestServer.settings().tls(TlsConfig.pem(certificate, key)));
        try {
            pushAndPull(server, HttpClient.Version.HTTP_2);
        } finally {
            server.close();
        }
    }

    @Test
    void saysWhichCertificateItCannotUse() throws IOException {
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "nonsense");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestServer.with(TestServer.settings().tls(TlsConfig.pem(nonsense, nonsense))))
                .withMessageContaining("nonsense");
    }

    @Test
    void settingsTellNoPassword() {
        assertThat(TestServer.settings()
                        .tls(TlsConfig.keyStore(TestCertificate.file(), "hunter2"))
                        .build()
                        .toString())
                .doesNotContain("hunter2");
    }

    private static void pushAndPull(TestServer server, HttpClient.Version version) throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(5).nextBytes(content);
        Digest digest = TestServer.digest(content);
        HttpClient client = HttpClient.newBuilder()
                .version(version)
                .sslContext(TestCertificate.trusting())
                .build();
        HttpRequest push = HttpRequest.newBuilder(server.uri("/v2/t/blobs/uploads/?digest=" + digest))
                .POST(BodyPublishers.ofByteArray(content))
                .build();
        HttpResponse<Void> pushed = client.send(push, BodyHandlers.discarding());
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(pushed.version()).isEqualTo(version);
        HttpRequest pull =
                HttpRequest.newBuilder(server.uri("/v2/t/blobs/" + digest)).build();
        assertThat(client.send(pull, BodyHandlers.ofByteArray()).body()).isEqualTo(content);
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }
}
