package dev.berth.registry.http.servlet;

import dev.berth.registry.http.proxy.AddressLiteral;
import dev.berth.registry.http.proxy.ProxiedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A request of a servlet container for the code that evaluates the fields of proxies. */
record ReceivedRequest(HttpServletRequest request) implements ProxiedRequest {

    /** The address that the container reports; a filter or valve of the host may have replaced it. */
    @Override
    public Optional<InetAddress> peer() {
        return Optional.ofNullable(request.getRemoteAddr()).flatMap(AddressLiteral::parse);
    }

    @Override
    public List<String> values(String field) {
        return Collections.list(request.getHeaders(field));
    }

    @Override
    public Optional<String> authority() {
        return Optional.ofNullable(request.getHeader("Host"));
    }

    @Override
    public boolean isSecure() {
        return request.isSecure();
    }
}
