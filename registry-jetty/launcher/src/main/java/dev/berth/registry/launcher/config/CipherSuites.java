package dev.berth.registry.launcher.config;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/**
 * The names of TLS cipher suites, as IANA registered them: those of the Java runtime, and those that other registries
 * document and no server should use, which stay refused.
 */
final class CipherSuites {
    private static final Set<String> REFUSED = Set.of(
            "TLS_RSA_WITH_RC4_128_SHA",
            "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
            "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
            "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA");

    private CipherSuites() {}

    static List<String> known(List<String> names) {
        Set<String> known = new TreeSet<>(REFUSED);
        known.addAll(ofRuntime());
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown cipher suite; expected names such as TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, not '"
                                + name + "'");
            }
        }
        return names;
    }

    private static List<String> ofRuntime() {
        try {
            return List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java runtime has no TLS", e);
        }
    }
}
