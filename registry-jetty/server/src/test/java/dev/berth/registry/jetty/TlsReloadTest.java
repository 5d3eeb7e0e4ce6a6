package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.testing.Certificates;
import dev.berth.registry.testing.Keystores;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsReloadTest {
    private final Server server = new Server();
    private final Certificates authority;

    @TempDir
    private Path folder = Path.of("");

    private Path certificate = Path.of("");
    private Path key = Path.of("");

    TlsReloadTest() throws GeneralSecurityException {
        authority = Certificates.authority("Root", Instant.now());
    }

    @BeforeEach
    void nameFiles() {
        certificate = folder.resolve("tls.crt");
        key = folder.resolve("tls.key");
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void newConnectionsGetTheNewCertificateAndOldOnesGoOn() throws Exception {
        X509Certificate first = renew("first");
        ServerConnector connector = start();
        try (SSLSocket before = connect(connector)) {
            assertThat(shownOn(before)).isEqualTo(first);
            X509Certificate second = renew("second, of another length");
            look();
            try (SSLSocket after = connect(connector)) {
                assertThat(shownOn(after)).isEqualTo(second);
            }
            before.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(before.getInputStream().read()).isEqualTo('H');
        }
    }

    @Test
    void keepsTheFormerCertificateUntilTheNewOneIsWhole() throws Exception {
        X509Certificate first = renew("first");
        ServerConnector connector = start();
        KeyPair keys = Certificates.ellipticKeys();
        X509Certificate second = authority.sign("second, of another length", keys.getPublic(), Instant.now());
        Files.writeString(certificate, Certificates.pem(second));
        look();
        assertShown(first, connector);
        Files.writeString(key, "nonsense");
        look();
        assertShown(first, connector);
        Files.writeString(key, Certificates.pem(keys.getPrivate()));
        look();
        assertShown(second, connector);
        Files.delete(certificate);
        look();
        assertShown(second, connector);
    }

    @Test
    void refusesToStartWithTheKeyOfAnotherCertificate() throws Exception {
        renew("first");
        TlsConfig.pem(certificate, key).check();
        Files.writeString(key, Certificates.pem(Certificates.ellipticKeys().getPrivate()));
        assertThatIOException()
                .isThrownBy(() -> TlsConfig.pem(certificate, key).check())
                .withMessageContaining("tls.crt");
        assertThatIllegalArgumentException()
                .isThrownBy(this::start)
                .havingCause()
                .withMessageContaining("does not match the certificate");
    }

    @Test
    void aDeletedFileOfClientAuthoritiesEndsTheTrustInThemAfterAMinute() throws Exception {
        renew("server");
        Certificates clients = Certificates.authority("Clients", Instant.now());
        Path authorities = folder.resolve("clients.crt");
        Files.writeString(authorities, Certificates.pem(clients.certificate()));
        KeyPair keys = Certificates.ellipticKeys();
        SSLContext client = Keystores.showing(keys, clients.sign("client", keys.getPublic(), Instant.now()), authority);
        ServerConnector connector =
                start(TlsConfig.pem(certificate, key).with(new ClientCertificates(List.of(authorities), true)));
        assertThat(isAnswered(client, connector)).isTrue();
        Files.delete(authorities);
        for (int seconds = 0; seconds < 55; seconds += 5) {
            look();
        }
        assertThat(isAnswered(client, connector)).isTrue();
        look();
        assertThat(isAnswered(client, connector)).isFalse();
        Files.writeString(authorities, Certificates.pem(clients.certificate()));
        look();
        assertThat(isAnswered(client, connector)).isTrue();
    }

    /** With TLS 1.3 a client learns at its first read that its certificate was refused. */
    private static boolean isAnswered(SSLContext client, ServerConnector connector) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", connector.getLocalPort())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (SSLException | SocketException e) {
            return false;
        }
    }

    private X509Certificate renew(String name) throws GeneralSecurityException, IOException {
        KeyPair keys = Certificates.ellipticKeys();
        X509Certificate signed = authority.sign(name, keys.getPublic(), Instant.now());
        Files.writeString(certificate, Certificates.pem(signed));
        Files.writeString(key, Certificates.pem(keys.getPrivate()));
        return signed;
    }

    private ServerConnector start() throws Exception {
        return start(TlsConfig.pem(certificate, key));
    }

    private ServerConnector start(TlsConfig tls) throws Exception {
        ServerConfig settings = ServerConfig.builder().port(0).tls(tls).build();
        ServerConnector connector = Connectors.of(server, settings);
        server.addConnector(connector);
        server.start();
        return connector;
    }

    /** The check that the server runs every five seconds. */
    private void look() {
        server.getBean(TlsReload.class).look();
    }

    private void assertShown(Certificate expected, ServerConnector connector) throws Exception {
        try (SSLSocket socket = connect(connector)) {
            assertThat(shownOn(socket)).isEqualTo(expected);
        }
    }

    private SSLSocket connect(ServerConnector connector) throws GeneralSecurityException, IOException {
        return (SSLSocket)
                Keystores.trusting(authority).getSocketFactory().createSocket("127.0.0.1", connector.getLocalPort());
    }

    private static Certificate shownOn(SSLSocket socket) throws IOException {
        socket.startHandshake();
        return socket.getSession().getPeerCertificates()[0];
    }
}
