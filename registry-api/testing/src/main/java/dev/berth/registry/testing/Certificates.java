package dev.berth.registry.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * An authority of certificates (RFC 5280), as far as tests need one: the JDK reads certificates but makes none.
 *
 * @param certificate its own certificate, self-signed
 */
public record Certificates(KeyPair keys, X509Certificate certificate) {
    private static final byte[] ECDSA_WITH_SHA256 = der(0x30, der(0x06, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
    private static final byte[] TRUE = der(0x01, 0xff);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration LIFE = Duration.ofDays(3650);

    /** An authority that begins at this time and lasts ten years. */
    public static Certificates authority(String name, Instant begin) throws GeneralSecurityException {
        KeyPair keys = ellipticKeys();
        return new Certificates(keys, certificate(name, keys, name, keys.getPublic(), begin, mayIssue()));
    }

    /** A key pair on the curve P-256. */
    public static KeyPair ellipticKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /**
     * A certificate of this authority that begins at this time, lasts ten years, and names the loopback address too.
     */
    public X509Certificate sign(String name, PublicKey key, Instant begin) throws GeneralSecurityException {
        String issuer = certificate.getSubjectX500Principal().getName().substring("CN=".length());
        return certificate(issuer, keys, name, key, begin, loopback());
    }

    /** The same with a key usage (RFC 5280, section 4.2.1.3): the bits of its first byte, 0x80 for signatures. */
    public X509Certificate signForUse(String name, PublicKey key, Instant begin, int bits)
            throws GeneralSecurityException {
        String issuer = certificate.getSubjectX500Principal().getName().substring("CN=".length());
        return certificate(issuer, keys, name, key, begin, usage(bits));
    }

    /** An authority whose own key may sign certificates and nothing else. */
    public static Certificates issuingOnly(String name, Instant begin) throws GeneralSecurityException {
        KeyPair keys = ellipticKeys();
        return new Certificates(keys, certificate(name, keys, name, keys.getPublic(), begin, mayIssue(), usage(0x04)));
    }

    /** A certificate in PEM. */
    public static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    /** A private key in PEM. */
    public static String pem(Key key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    private static X509Certificate certificate(
            String issuer, KeyPair signer, String subject, PublicKey key, Instant begin, byte[]... extensions)
            throws GeneralSecurityException {
        byte[] content = der(
                0x30,
                der(0xa0, der(0x02, 2)),
                der(0x02, new BigInteger(63, new SecureRandom()).toByteArray()),
                ECDSA_WITH_SHA256,
                name(issuer),
                der(0x30, time(begin), time(begin.plus(LIFE))),
                name(subject),
                key.getEncoded(),
                der(0xa3, der(0x30, extensions)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer.getPrivate());
        signature.update(content);
        byte[] whole = der(0x30, content, ECDSA_WITH_SHA256, der(0x03, new byte[1], signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] mayIssue() {
        return der(0x30, der(0x06, 0x55, 0x1d, 0x13), TRUE, der(0x04, der(0x30, TRUE)));
    }

    private static byte[] usage(int bits) {
        byte[] value = der(0x03, Integer.numberOfTrailingZeros(bits), bits);
        return der(0x30, der(0x06, 0x55, 0x1d, 0x0f), TRUE, der(0x04, value));
    }

    private static byte[] loopback() {
        byte[] names = der(0x30, der(0x87, 127, 0, 0, 1), der(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)));
        return der(0x30, der(0x06, 0x55, 0x1d, 0x11), der(0x04, names));
    }

    private static byte[] name(String common) {
        byte[] text = der(0x0c, common.getBytes(StandardCharsets.UTF_8));
        return der(0x30, der(0x31, der(0x30, der(0x06, 0x55, 4, 3), text)));
    }

    private static byte[] time(Instant instant) {
        return der(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, int... content) {
        byte[] bytes = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return der(tag, bytes);
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (content.size() >= 0x100) {
            whole.write(0x82);
            whole.write(content.size() >> 8);
        } else if (content.size() >= 0x80) {
            whole.write(0x81);
        }
        whole.write(content.size());
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
