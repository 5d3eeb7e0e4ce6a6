package dev.berth.registry.junit;

import dev.berth.registry.jetty.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for {@code 127.0.0.1} and {@code localhost}, made once for a process by the {@code keytool} of the JDK:
 * the library has no interface for it.
 *
 * @param file the certificate in PEM form
 */
record TestCertificate(Path keyStore, Path file) {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "registry";
    private static final long SECONDS = 60;

    private static final class Holder {
        static final TestCertificate ONLY = make();
    }

    static TestCertificate get() {
        return Holder.ONLY;
    }

    TlsConfig settings() {
        return TlsConfig.keyStore(keyStore, PASSWORD);
    }

    SSLContext trusting() {
        try {
            KeyStore known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setCertificateEntry(ALIAS, certificate(keyStore));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot trust " + keyStore, e);
        }
    }

    private static TestCertificate make() {
        try {
            Path folder = Files.createTempDirectory("registry-certificate");
            Path keyStore = folder.resolve("registry.p12");
            Path file = folder.resolve("registry.pem");
            run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=ip:127.0.0.1,dns:localhost",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    keyStore.toString()));
            Files.writeString(file, pem(certificate(keyStore)));
            List.of(folder, keyStore, file).forEach(each -> each.toFile().deleteOnExit());
            return new TestCertificate(keyStore, file);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a certificate for tests", e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made a certificate", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Certificate certificate(Path keyStore) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store.getCertificate(ALIAS);
    }

    private static String pem(Certificate certificate) throws GeneralSecurityException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }
}
