package dev.berth.registry.jetty;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The certificate of the server: a PEM chain with its key, or a key store. A change of the files takes effect within
 * ten seconds. {@code toString} shows no secret.
 *
 * @param certificate the PEM chain, or the key store (PKCS12 or JKS)
 * @param key the unencrypted PKCS#8 PEM key; empty for a key store
 * @param password of the key store; empty for PEM
 * @param clients the accepted client certificates; empty when clients are not asked for any
 * @param tls13Only refuses TLS 1.2; otherwise TLS 1.2 and 1.3 are accepted
 * @param cipherSuites the accepted cipher suites, by their IANA names; empty for those of the Java runtime. Weak ones
 *     are refused even if they are named. Without one of TLS 1.3 all of TLS 1.3 are accepted
 */
public record TlsConfig(
        Path certificate,
        Optional<Path> key,
        Optional<String> password,
        Optional<ClientCertificates> clients,
        boolean tls13Only,
        List<String> cipherSuites) {

    /** Copies the cipher suites. */
    public TlsConfig {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(clients, "clients");
        cipherSuites = List.copyOf(cipherSuites);
    }

    /** A certificate chain and its key in PEM. */
    public static TlsConfig pem(Path certificate, Path key) {
        return new TlsConfig(certificate, Optional.of(key), Optional.empty(), Optional.empty(), false, List.of());
    }

    /** A key store with its password. */
    public static TlsConfig keyStore(Path keyStore, String password) {
        return new TlsConfig(keyStore, Optional.empty(), Optional.of(password), Optional.empty(), false, List.of());
    }

    /** The same, asking clients for certificates. */
    public TlsConfig with(ClientCertificates newClients) {
        return new TlsConfig(certificate, key, password, Optional.of(newClients), tls13Only, cipherSuites);
    }

    /** The same, refusing TLS 1.2. */
    public TlsConfig withTls13Only() {
        return new TlsConfig(certificate, key, password, clients, true, cipherSuites);
    }

    /** The same, accepting these cipher suites only. */
    public TlsConfig withCipherSuites(List<String> names) {
        return new TlsConfig(certificate, key, password, clients, tls13Only, names);
    }

    /**
     * Looks whether the files can be used now.
     *
     * @throws IOException when one is unreadable or invalid, or they do not match
     */
    public void check() throws IOException {
        try {
            new TlsFiles(this).read();
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the certificate " + certificate, e);
        }
    }

    @Override
    public String toString() {
        return "TlsSettings[certificate=" + certificate + ", key="
                + key.map(Path::toString).orElse("in the store") + ", clients=" + clients + ", tls13Only=" + tls13Only
                + ", cipherSuites=" + cipherSuites + "]";
    }
}
