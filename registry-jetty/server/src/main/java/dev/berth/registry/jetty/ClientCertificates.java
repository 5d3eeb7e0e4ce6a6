package dev.berth.registry.jetty;

import java.nio.file.Path;
import java.util.List;

/**
 * The accepted certificates of clients.
 *
 * @param authorities PEM files of certificates that have to have signed them
 * @param required whether a connection without one is refused
 */
public record ClientCertificates(List<Path> authorities, boolean required) {

    /** Copies the list, which is not empty. */
    public ClientCertificates {
        authorities = List.copyOf(authorities);
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("client certificates require a certificate authority");
        }
    }
}
