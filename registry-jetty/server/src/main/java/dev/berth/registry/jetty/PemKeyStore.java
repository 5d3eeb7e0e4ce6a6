package dev.berth.registry.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a PEM certificate chain and its key into a key store in memory. */
final class PemKeyStore {
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
    private static final String[] ALGORITHMS = {"RSA", "EC", "Ed25519"};

    private PemKeyStore() {}

    /** A store whose one entry is protected by {@code password}. */
    static KeyStore read(Path certificate, Path key, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        PrivateKey privateKey = privateKey(key);
        Certificate[] chain = chain(certificate);
        if (chain.length == 0 || !KeyPairs.match(privateKey, chain[0].getPublicKey())) {
            throw new GeneralSecurityException(
                    "the key in " + key + " does not match the certificate in " + certificate);
        }
        store.setKeyEntry("registry", privateKey, password, chain);
        return store;
    }

    private static Certificate[] chain(Path certificate) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(certificate)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .toArray(Certificate[]::new);
        }
    }

    private static PrivateKey privateKey(Path key) throws IOException, GeneralSecurityException {
        Matcher matcher = KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new InvalidKeySpecException(key + " contains no unencrypted PKCS#8 key (BEGIN PRIVATE KEY)");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
        InvalidKeySpecException noKind =
                new InvalidKeySpecException(key + " contains a key that is neither RSA, EC nor Ed25519");
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                noKind.addSuppressed(e);
            }
        }
        throw noKind;
    }
}
