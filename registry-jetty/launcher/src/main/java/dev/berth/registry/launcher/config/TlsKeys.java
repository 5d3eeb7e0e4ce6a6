package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.oneOf;
import static dev.berth.registry.launcher.config.Formats.texts;

import java.util.List;

/** The settings of {@code http.tls} that are about clients. */
public final class TlsKeys {

    /** What becomes of a client without certificate. */
    public enum ClientAuth {
        REQUIRE_AND_VERIFY_CLIENT_CERT,
        VERIFY_CLIENT_CERT_IF_GIVEN
    }

    public static final Key<List<String>> CLIENTCAS = new Key<>(
            "http.tls.clientcas", texts(), List.of(), false, "files of authorities of client certificates, PEM");
    public static final Key<ClientAuth> CLIENTAUTH = new Key<>(
            "http.tls.clientauth",
            oneOf(ClientAuth.class),
            ClientAuth.REQUIRE_AND_VERIFY_CLIENT_CERT,
            false,
            "or verify-client-cert-if-given, where http.tls.clientcas is set");

    private TlsKeys() {}

    /** All of them, in the order they are explained and shown. */
    public static List<Key<?>> all() {
        return List.of(CLIENTCAS, CLIENTAUTH);
    }
}
