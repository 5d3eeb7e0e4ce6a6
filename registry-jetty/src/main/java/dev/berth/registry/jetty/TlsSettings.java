package dev.berth.registry.jetty;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the server's certificate is: a PEM chain with its key, or a key store. {@code toString} shows no secret.
 *
 * @param certificate the PEM chain, or the key store (PKCS12 or JKS)
 * @param key the unencrypted PKCS#8 PEM key; empty for a key store
 * @param password of the key store; empty for PEM
 */
public record TlsSettings(Path certificate, Optional<Path> key, Optional<String> password) {

    /** Refuses null. */
    public TlsSettings {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(password, "password");
    }

    /** A certificate chain and its key in PEM. */
    public static TlsSettings pem(Path certificate, Path key) {
        return new TlsSettings(certificate, Optional.of(key), Optional.empty());
    }

    /** A key store with its password. */
    public static TlsSettings keyStore(Path keyStore, String password) {
        return new TlsSettings(keyStore, Optional.empty(), Optional.of(password));
    }

    @Override
    public String toString() {
        return "TlsSettings[certificate=" + certificate + ", key="
                + key.map(Path::toString).orElse("in the store") + "]";
    }
}
