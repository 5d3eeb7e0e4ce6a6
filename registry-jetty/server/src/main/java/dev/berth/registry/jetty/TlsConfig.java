package dev.berth.registry.jetty;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the server's certificate is: a PEM chain with its key, or a key store. A change of the files counts within ten
 * seconds. {@code toString} shows no secret.
 *
 * @param certificate the PEM chain, or the key store (PKCS12 or JKS)
 * @param key the unencrypted PKCS#8 PEM key; empty for a key store
 * @param password of the key store; empty for PEM
 * @param clients which certificates of clients are good; empty when they are not asked for any
 */
public record TlsConfig(
        Path certificate, Optional<Path> key, Optional<String> password, Optional<ClientCertificates> clients) {

    /** Refuses null. */
    public TlsConfig {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(clients, "clients");
    }

    /** A certificate chain and its key in PEM. */
    public static TlsConfig pem(Path certificate, Path key) {
        return new TlsConfig(certificate, Optional.of(key), Optional.empty(), Optional.empty());
    }

    /** A key store with its password. */
    public static TlsConfig keyStore(Path keyStore, String password) {
        return new TlsConfig(keyStore, Optional.empty(), Optional.of(password), Optional.empty());
    }

    /** The same, asking clients for certificates. */
    public TlsConfig with(ClientCertificates newClients) {
        return new TlsConfig(certificate, key, password, Optional.of(newClients));
    }

    /**
     * Looks whether the files can be used now.
     *
     * @throws IOException when one cannot be read or makes no sense, or they do not go together
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
                + key.map(Path::toString).orElse("in the store") + ", clients=" + clients + "]";
    }
}
