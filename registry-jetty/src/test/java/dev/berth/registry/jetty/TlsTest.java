package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.http.TestServer;
import dev.berth.registry.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static Path keyStore = Path.of("");

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException {
        keyStore = folder.resolve("server.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void speaksBothVersionsOverTls(HttpClient.Version version) throws Exception {
        TestServer server = TestServer.with(TestServer.settings().tls(TlsSettings.keyStore(keyStore, PASSWORD)));
        try {
            pushAndPull(server, version);
        } finally {
            server.close();
        }
    }

    @Test
    void handshakeThatDoesNotEndEndsTheConnection() throws Exception {
        TestServer server = TestServer.with(TestServer.settings().tls(TlsSettings.keyStore(keyStore, PASSWORD)));
        try (RawClient silent = new RawClient(server.server());
                RawClient slow = new RawClient(server.server())) {
            slow.say(new byte[] {0x16, 3, 1});
            await().until(() -> server.server().connections() == 2);
            server.server().lookAround(Duration.ofSeconds(10));
            assertThat(server.server().connections()).isEqualTo(2);
            pushAndPull(server, HttpClient.Version.HTTP_1_1);
            server.server().lookAround(Duration.ofSeconds(31));
            assertThat(silent.isClosedByServer()).isTrue();
            assertThat(slow.isClosedByServer()).isTrue();
            pushAndPull(server, HttpClient.Version.HTTP_1_1);
        } finally {
            server.close();
        }
    }

    @Test
    void refusesTls12WhereAsked() throws Exception {
        TlsSettings tls = TlsSettings.keyStore(keyStore, PASSWORD).withTls13Only();
        TestServer server = TestServer.with(TestServer.settings().tls(tls));
        try {
            pushAndPull(server, HttpClient.Version.HTTP_1_1);
            SSLParameters old = new SSLParameters();
            old.setProtocols(new String[] {"TLSv1.2"});
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting())
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
    void takesPemFiles() throws Exception {
        Path certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        KeyStore store = load();
        Files.writeString(
                certificate, pem("CERTIFICATE", store.getCertificate("server").getEncoded()));
        Files.writeString(
                key,
                pem(
                        "PRIVATE KEY",
                        store.getKey("server", PASSWORD.toCharArray()).getEncoded()));
        TestServer server = TestServer.with(TestServer.settings().tls(TlsSettings.pem(certificate, key)));
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
                .isThrownBy(() -> TestServer.with(TestServer.settings().tls(TlsSettings.pem(nonsense, nonsense))))
                .withMessageContaining("nonsense");
    }

    @Test
    void settingsTellNoPassword() {
        assertThat(TestServer.settings()
                        .tls(TlsSettings.keyStore(keyStore, "hunter2"))
                        .build()
                        .toString())
                .doesNotContain("hunter2");
    }

    private static void pushAndPull(TestServer server, HttpClient.Version version) throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(5).nextBytes(content);
        Digest digest = TestServer.digest(content);
        HttpClient client =
                HttpClient.newBuilder().version(version).sslContext(trusting()).build();
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

    private static SSLContext trusting() throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("server", load().getCertificate("server"));
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }
}
