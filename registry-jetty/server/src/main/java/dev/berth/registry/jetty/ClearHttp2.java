package dev.berth.registry.jetty;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2 in clear text for clients that begin with its preface (RFC 9113, section 3.3, "prior knowledge"). The field
 * {@code Upgrade: h2c} of HTTP/1.1, which that RFC withdraws, is ignored: a proxy that passes it on would open a tunnel
 * past its own rules, and a body that comes with it would be lost.
 */
final class ClearHttp2 extends HTTP2CServerConnectionFactory {
    ClearHttp2(HttpConfiguration configuration) {
        super(configuration);
    }

    /** Jetty passes the preface through here too, as a request with the method PRI. */
    @Override
    public @Nullable Connection upgradeConnection(
            Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable response101) {
        return HttpMethod.PRI.is(request.getMethod())
                ? super.upgradeConnection(connector, endPoint, request, response101)
                : null;
    }
}
