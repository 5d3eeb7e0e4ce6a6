package dev.berth.registry.auth;

import static dev.berth.registry.jetty.protocol.TestServer.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.ClientCertificates;
import dev.berth.registry.jetty.TlsConfig;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.testing.Certificates;
import dev.berth.registry.testing.Keystores;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients with and without certificates, over real connections. */
class CertificateAccessTest {
    private final Certificates servers = Certificates.authority("Servers", Instant.now());
    private final Certificates clients = Certificates.authority("Clients", Instant.now());
    private final KeyPair keys = Certificates.ellipticKeys();

    @TempDir
    private Path folder = Path.of("");

    private TlsConfig tls = TlsConfig.keyStore(folder, "");

    CertificateAccessTest() throws GeneralSecurityException {}

    @BeforeEach
    void writeFiles() throws Exception {
        KeyPair own = Certificates.ellipticKeys();
        String certificate = Certificates.pem(servers.sign("server", own.getPublic(), Instant.now()));
        tls = TlsConfig.pem(
                Files.writeString(folder.resolve("tls.crt"), certificate),
                Files.writeString(folder.resolve("tls.key"), Certificates.pem(own.getPrivate())));
        Files.writeString(folder.resolve("clients.pem"), Certificates.pem(clients.certificate()));
        Files.writeString(folder.resolve("htpasswd"), "");
    }

    @Test
    void escapesControlCharactersOfASubject() throws Exception {
        Certificates authority = Certificates.authority("Root", Instant.now());
        X509Certificate forging = authority.sign(
                "ann\n192.0.2.1 GET /", Certificates.ellipticKeys().getPublic(), Instant.now());
        assertThat(CertificateAccess.only().authenticate(new Credentials.Certificate(forging)))
                .isInstanceOfSatisfying(
                        Authentication.Authenticated.class,
                        known -> assertThat(known.caller().name()).isEqualTo("CN=ann\\0A192.0.2.1 GET /"));
    }

    @Test
    void certificateLetsInAndOthersLogIn() throws Exception {
        AccessController logins = HtpasswdAccess.required(folder.resolve("htpasswd"), "test", Clock.systemUTC());
        TestServer server = server(false, CertificateAccess.or(logins));
        try {
            assertThat(get(server, known(), "/v2/").statusCode()).isEqualTo(200);
            assertThat(get(server, known(), "/v2/_catalog").statusCode()).isEqualTo(200);
            HttpResponse<byte[]> without = get(server, Keystores.trusting(servers), "/v2/");
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(TestServer.header(without, "WWW-Authenticate")).startsWith("Basic ");
            assertThat(get(server, known(), "/v2/", "Authorization", "Basic eDp5")
                            .statusCode())
                    .as("what is said counts, not what is shown")
                    .isEqualTo(401);
        } finally {
            server.close();
        }
    }

    @Test
    void certificateAloneIsNoLoginWhereItIsNotMeantToBe() throws Exception {
        AccessController logins = HtpasswdAccess.required(folder.resolve("htpasswd"), "test", Clock.systemUTC());
        TestServer server = server(true, logins);
        try {
            assertThat(get(server, known(), "/v2/").statusCode()).isEqualTo(401);
        } finally {
            server.close();
        }
    }

    @Test
    void connectionWithoutGoodCertificateIsRefusedWhereOneIsRequired() throws Exception {
        TestServer server = server(true, CertificateAccess.only());
        try {
            assertThat(get(server, known(), "/v2/").statusCode()).isEqualTo(200);
            assertThatIOException().isThrownBy(() -> get(server, Keystores.trusting(servers), "/v2/"));
            SSLContext strange = Keystores.showing(
                    keys,
                    Certificates.authority("Clients", Instant.now()).sign("ann", keys.getPublic(), Instant.now()),
                    servers);
            assertThatIOException().isThrownBy(() -> get(server, strange, "/v2/"));
        } finally {
            server.close();
        }
    }

    @Test
    void nobodyElseIsLetInWhereOnlyCertificatesAre() throws Exception {
        TestServer server = server(false, CertificateAccess.only());
        try {
            HttpResponse<byte[]> denied = get(server, Keystores.trusting(servers), "/v2/");
            assertThat(denied.statusCode()).isEqualTo(403);
            assertThat(codes(denied)).containsExactly("DENIED");
        } finally {
            server.close();
        }
    }

    @Test
    void callerIsTheSubjectAndCannotBeImitatedByItsName() throws Exception {
        CertificateAccess access = CertificateAccess.only();
        assertThat(access.authenticate(
                        new Credentials.Certificate(clients.sign("ann", keys.getPublic(), Instant.now()))))
                .isEqualTo(
                        new Authentication.Authenticated(new Caller("CN=ann", Set.of(new Permission.OnEverything()))));
        assertThat(access.decide(new Caller("CN=ann", Set.of()), Set.of())).isInstanceOf(Decision.Denied.class);
    }

    private TestServer server(boolean required, AccessController access) {
        ClientCertificates good = new ClientCertificates(List.of(folder.resolve("clients.pem")), required);
        return new TestServer(
                EngineConfig.defaults(),
                access,
                ProtocolConfig.defaults(),
                TestServer.settings().tls(tls.with(good)));
    }

    private SSLContext known() throws GeneralSecurityException, IOException {
        return Keystores.showing(keys, clients.sign("ann", keys.getPublic(), Instant.now()), servers);
    }

    private static HttpResponse<byte[]> get(TestServer server, SSLContext tls, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newBuilder().sslContext(tls).build().send(request.build(), BodyHandlers.ofByteArray());
    }
}
