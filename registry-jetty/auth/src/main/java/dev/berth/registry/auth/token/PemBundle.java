package dev.berth.registry.auth.token;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Reads PEM certificates. */
final class PemBundle {
    private PemBundle() {}

    static KeyRing read(Path file) throws IOException {
        KeyRing.Builder ring = new KeyRing.Builder();
        try (InputStream pem = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                ring.add((X509Certificate) certificate);
            }
        } catch (CertificateException e) {
            throw new IOException(file + " contains no certificates in PEM", e);
        }
        KeyRing built = ring.build();
        if (built.isEmpty()) {
            throw new IOException(file + " contains no certificate");
        }
        return built;
    }
}
