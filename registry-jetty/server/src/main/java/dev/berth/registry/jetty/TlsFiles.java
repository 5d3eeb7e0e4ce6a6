package dev.berth.registry.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The files of {@link TlsConfig}: their content, and the times of their changes. */
final class TlsFiles {
    private static final String IN_MEMORY = "in memory only";

    private final TlsConfig settings;

    TlsFiles(TlsConfig settings) {
        this.settings = settings;
    }

    /** Their content at one moment, validated. */
    record Content(KeyStore keys, String password, Optional<KeyStore> clients, boolean required) {

        void applyTo(SslContextFactory.Server context) {
            context.setKeyStore(keys);
            context.setKeyStorePassword(password);
            clients.ifPresent(context::setTrustStore);
            context.setNeedClientAuth(required);
            context.setWantClientAuth(clients.isPresent() && !required);
        }
    }

    Content read() throws IOException, GeneralSecurityException {
        return read(authorities());
    }

    /**
     * As {@link #read()}, without trust in the authorities of files that do not exist: then perhaps in no client at
     * all.
     */
    Content readWithoutMissingAuthorities() throws IOException, GeneralSecurityException {
        return read(authorities().stream().filter(Files::exists).toList());
    }

    boolean authoritiesAreMissing() {
        return authorities().stream().anyMatch(Files::notExists);
    }

    private Content read(List<Path> authorities) throws IOException, GeneralSecurityException {
        boolean required = settings.clients().map(ClientCertificates::required).orElse(false);
        Optional<KeyStore> trusted =
                settings.clients().isPresent() ? Optional.of(trusted(authorities)) : Optional.empty();
        String password =
                settings.key().isPresent() ? IN_MEMORY : settings.password().orElse("");
        return new Content(keys(password.toCharArray()), password, trusted, required);
    }

    private List<Path> authorities() {
        return settings.clients().map(ClientCertificates::authorities).orElse(List.of());
    }

    /** Differs when a file has changed; an unreadable file counts as one. */
    List<String> stamps() {
        List<Path> files = new ArrayList<>(List.of(settings.certificate()));
        settings.key().ifPresent(files::add);
        files.addAll(authorities());
        return files.stream().map(TlsFiles::stamp).toList();
    }

    private KeyStore keys(char[] password) throws IOException, GeneralSecurityException {
        return settings.key().isPresent()
                ? PemKeyStore.read(settings.certificate(), settings.key().get(), password)
                : KeyStore.getInstance(settings.certificate().toFile(), password);
    }

    private static KeyStore trusted(List<Path> authorities) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Path file : authorities) {
            try (InputStream pem = Files.newInputStream(file)) {
                for (Certificate authority :
                        CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                    store.setCertificateEntry("authority" + store.size(), authority);
                }
            }
        }
        if (store.size() == 0 && !authorities.isEmpty()) {
            throw new GeneralSecurityException("no certificate in " + authorities);
        }
        return store;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
