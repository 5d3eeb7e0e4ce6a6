package dev.berth.registry.http.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The proxies whose forwarded addresses are accepted. */
public final class TrustedProxies {
    private final List<Network> networks;
    private final ForwardedField field;

    public TrustedProxies(List<Network> networks, ForwardedField field) {
        this.networks = List.copyOf(networks);
        this.field = field;
    }

    /** No proxy. */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of(), ForwardedField.X_FORWARDED_FOR);
    }

    public boolean contains(InetAddress address) {
        return ForwardedFor.isTrusted(address, networks);
    }

    /** True when the peer of the connection is a trusted proxy. */
    public boolean sent(ProxiedRequest request) {
        return !networks.isEmpty() && request.peer().filter(this::contains).isPresent();
    }

    /** The client of the outermost trusted proxy, or of this server; empty when the connection does not use IP. */
    public Optional<InetAddress> client(ProxiedRequest request) {
        Optional<InetAddress> peer = request.peer();
        return networks.isEmpty()
                ? peer
                : peer.map(address -> ForwardedFor.client(request.values(field.toString()), field, address, networks));
    }
}
