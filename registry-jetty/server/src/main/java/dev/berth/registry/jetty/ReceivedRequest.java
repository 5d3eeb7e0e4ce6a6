package dev.berth.registry.jetty;

import dev.berth.registry.http.proxy.ProxiedRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** A request of Jetty for what evaluates the fields that proxies set. */
record ReceivedRequest(Request request) implements ProxiedRequest {

    @Override
    public Optional<InetAddress> peer() {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? Optional.ofNullable(remote.getAddress())
                : Optional.empty();
    }

    @Override
    public List<String> values(String field) {
        return request.getHeaders().getValuesList(field);
    }

    @Override
    public Optional<String> authority() {
        return Optional.ofNullable(request.getHttpURI().getAuthority());
    }

    @Override
    public boolean isSecure() {
        return request.isSecure();
    }
}
