package dev.berth.registry.http.proxy;

import dev.berth.registry.jetty.ServerConfig.ForwardedField;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** Whose word counts about where a request came from. */
final class TrustedProxies {
    private final List<Network> networks;
    private final ForwardedField field;

    TrustedProxies(List<Network> networks, ForwardedField field) {
        this.networks = List.copyOf(networks);
        this.field = field;
    }

    /** Nobody's. */
    static TrustedProxies none() {
        return new TrustedProxies(List.of(), ForwardedField.X_FORWARDED_FOR);
    }

    boolean contains(InetAddress address) {
        return ForwardedFor.isTrusted(address, networks);
    }

    /** Whether a trusted proxy is at the other end of the connection. */
    boolean sent(Request request) {
        return !networks.isEmpty() && peer(request).filter(this::contains).isPresent();
    }

    /** Who called the outermost trusted proxy, or this server; empty when the connection is not one of IP. */
    Optional<InetAddress> client(Request request) {
        Optional<InetAddress> peer = peer(request);
        return networks.isEmpty()
                ? peer
                : peer.map(address -> ForwardedFor.client(
                        request.getHeaders().getValuesList(field.toString()), field, address, networks));
    }

    private static Optional<InetAddress> peer(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? Optional.ofNullable(remote.getAddress())
                : Optional.empty();
    }
}
