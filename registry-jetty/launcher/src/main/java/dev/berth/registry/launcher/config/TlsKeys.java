package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.oneOf;
import static dev.berth.registry.launcher.config.Formats.texts;

import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** The settings of {@code http.tls} that are about clients. */
public final class TlsKeys {

    /** The treatment of a client without certificate. */
    public enum ClientAuth {
        REQUIRE_AND_VERIFY_CLIENT_CERT,
        VERIFY_CLIENT_CERT_IF_GIVEN
    }

    /** The oldest version that is spoken. */
    public enum MinimumTls {
        TLS1_2,
        TLS1_3
    }

    public static final Key<List<String>> CLIENTCAS = new Key<>(
            "http.tls.clientcas",
            texts(),
            List.of(),
            false,
            "files of certificate authorities of client certificates, PEM");
    public static final Key<ClientAuth> CLIENTAUTH = new Key<>(
            "http.tls.clientauth",
            oneOf(ClientAuth.class),
            ClientAuth.REQUIRE_AND_VERIFY_CLIENT_CERT,
            false,
            "require-and-verify-client-cert or verify-client-cert-if-given; requires http.tls.clientcas");

    public static final Key<MinimumTls> MINIMUMTLS = new Key<>(
            "http.tls.minimumtls",
            new Format<>(TlsKeys::minimum, TlsKeys::name),
            MinimumTls.TLS1_2,
            false,
            "oldest TLS version that is accepted: tls1.2 or tls1.3");

    public static final Key<List<String>> CIPHERSUITES = new Key<>(
            "http.tls.ciphersuites",
            new Format<>(node -> CipherSuites.known(texts().read(node)), names -> names),
            List.of(),
            false,
            "cipher suites that are accepted, by their IANA names; those of the Java runtime when empty");

    private TlsKeys() {}

    /** All of them, in the order they are explained and shown. */
    public static List<Key<?>> all() {
        return List.of(CLIENTCAS, CLIENTAUTH, MINIMUMTLS, CIPHERSUITES);
    }

    private static MinimumTls minimum(Node node) {
        return switch (Formats.text().read(node)) {
            // Older versions are broken; what asks for at least one of them gets the oldest that is not.
            case "tls1.0", "tls1.1", "tls1.2" -> MinimumTls.TLS1_2;
            case "tls1.3" -> MinimumTls.TLS1_3;
            default -> throw new IllegalArgumentException("expected tls1.2 or tls1.3");
        };
    }

    private static String name(MinimumTls minimum) {
        return switch (minimum) {
            case TLS1_2 -> "tls1.2";
            case TLS1_3 -> "tls1.3";
        };
    }
}
