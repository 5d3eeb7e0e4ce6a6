package dev.berth.registry.acceptance;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.auth.AnonymousPull;
import dev.berth.registry.auth.HtpasswdAccess;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.ClientCertificates;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.jetty.TlsConfig;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.testing.Certificates;
import dev.berth.registry.testing.Keystores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Starts registries in memory that speak TLS, under an authority of their own, and ask who calls. */
final class GuardedServer {
    /** A user with all permissions where {@link #passwords} are checked. */
    static final String USER = "ann";

    static final String PASSWORD = "secret";

    private final Certificates authority = Certificates.authority("Authority", Instant.now());
    private final Path folder;
    private final Path certificates;

    /** With its keys and logins in this folder. */
    GuardedServer(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        certificates = Files.createDirectories(folder.resolve("certificates"));
        Files.writeString(authorityFile(), Certificates.pem(authority.certificate()));
    }

    /** The folder of {@link #authorityFile}, where skopeo and podman look for what else they need. */
    Path certificates() {
        return certificates;
    }

    /** The trusted authority, in PEM. */
    Path authorityFile() {
        return certificates.resolve("ca.crt");
    }

    SSLContext trust() throws IOException, GeneralSecurityException {
        return Keystores.trusting(authority);
    }

    /** A server that clients of {@link #trust} accept. */
    SSLContext identity() throws IOException, GeneralSecurityException {
        KeyPair keys = Certificates.ellipticKeys();
        return Keystores.showing(keys, authority.sign("server", keys.getPublic(), Instant.now()), authority);
    }

    /** Lets skopeo and podman show a certificate of this name. */
    void certify(String name) throws IOException, GeneralSecurityException {
        KeyPair keys = Certificates.ellipticKeys();
        Files.writeString(
                certificates.resolve(name + ".cert"),
                Certificates.pem(authority.sign(name, keys.getPublic(), Instant.now())));
        Files.writeString(certificates.resolve(name + ".key"), Certificates.pem(keys.getPrivate()));
    }

    /** One user, and anonymous pull below {@code open}. */
    AccessController passwords() throws IOException {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(6, PASSWORD.toCharArray());
        Path users = Files.writeString(folder.resolve("users"), USER + ":" + hash);
        return AnonymousPull.over(HtpasswdAccess.required(users, "test", Clock.systemUTC()), List.of("open/.*"));
    }

    TestServer start(AccessController access) throws IOException, GeneralSecurityException {
        KeyPair keys = Certificates.ellipticKeys();
        String certificate = Certificates.pem(authority.sign("server", keys.getPublic(), Instant.now()));
        TlsConfig tls = TlsConfig.pem(
                Files.writeString(folder.resolve("tls.crt"), certificate),
                Files.writeString(folder.resolve("tls.key"), Certificates.pem(keys.getPrivate())));
        ServerConfig.Builder settings =
                TestServer.settings().tls(tls.with(new ClientCertificates(List.of(authorityFile()), false)));
        return new TestServer(EngineConfig.defaults(), access, ProtocolConfig.defaults(), settings);
    }
}
