package dev.berth.registry.testing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The TLS of clients in tests. */
public final class Keystores {
    private static final char[] PASSWORD = "test".toCharArray();

    private Keystores() {}

    /** Trusts servers of this authority. */
    public static SSLContext trusting(Certificates authority) throws GeneralSecurityException, IOException {
        return context(authority, empty());
    }

    /** Trusts servers of this authority and shows them a certificate. */
    public static SSLContext showing(KeyPair keys, X509Certificate certificate, Certificates authority)
            throws GeneralSecurityException, IOException {
        KeyStore own = empty();
        own.setKeyEntry("client", keys.getPrivate(), PASSWORD, new Certificate[] {certificate});
        return context(authority, own);
    }

    private static SSLContext context(Certificates authority, KeyStore own)
            throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        KeyStore trusted = empty();
        trusted.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
