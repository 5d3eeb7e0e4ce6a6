package dev.berth.registry.http.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A request as it arrived on its connection, perhaps from a proxy; a server adapts its own requests to it. */
public interface ProxiedRequest {

    /** The address at the other end of the connection; empty when the connection is not one of IP. */
    Optional<InetAddress> peer();

    /** The values of all lines of a header field, in order. */
    List<String> values(String field);

    /** The authority of the request's URI or Host field, empty when there is none. */
    Optional<String> authority();

    /** True when the connection is encrypted. */
    boolean isSecure();
}
