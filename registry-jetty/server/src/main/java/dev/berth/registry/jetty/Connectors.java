package dev.berth.registry.jetty;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes the connector: HTTP/1.1 and HTTP/2, in clear text or over TLS; knows how its connections are layered. */
final class Connectors {
    /** Uploads are read through it; with Jetty's 8 KiB they take up to twice the CPU. */
    private static final int INPUT_BUFFER = 64 * 1024;

    /** The bytes of an upload in transit on HTTP/2 before the client has to wait for room. */
    private static final int RECEIVE_WINDOW = 1 << 20;

    private Connectors() {}

    static ServerConnector of(Server server, ServerConfig settings) {
        ServerConnector connector = new ServerConnector(server, factories(server, settings));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        connector.setAcceptQueueSize(1024);
        connector.addBean(new WindowUpdates.OnOpen());
        return connector;
    }

    /** Inside of TLS, if there is that. */
    static Connection innermost(Connection connection) {
        return connection instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : connection;
    }

    /** The connection of a request; for a stream of HTTP/2 that of all streams. */
    static EndPoint endPoint(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private static ConnectionFactory[] factories(Server server, ServerConfig settings) {
        HttpConfiguration configuration = configuration(settings);
        HttpConnectionFactory http1 = new HttpConnectionFactory(http1(configuration));
        if (!settings.http2()) {
            return http1Only(server, settings, http1);
        }
        if (settings.tls().isEmpty()) {
            return new ConnectionFactory[] {http1, http2(new ClearHttp2(configuration), settings)};
        }
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        return new ConnectionFactory[] {
            new SslConnectionFactory(certificate(server, settings.tls().get()), alpn.getProtocol()),
            alpn,
            http2(new HTTP2ServerConnectionFactory(configuration), settings),
            http1
        };
    }

    private static ConnectionFactory[] http1Only(Server server, ServerConfig settings, HttpConnectionFactory http1) {
        return settings.tls().isEmpty()
                ? new ConnectionFactory[] {http1}
                : new ConnectionFactory[] {
                    new SslConnectionFactory(certificate(server, settings.tls().get()), http1.getProtocol()), http1
                };
    }

    private static HttpConfiguration configuration(ServerConfig settings) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        // Syntax that two servers could read in two ways is refused, bare line feeds for example.
        configuration.setHttpCompliance(HttpCompliance.STRICT);
        configuration.setRequestHeaderSize(settings.headerBytes());
        configuration.setInputBufferSize(INPUT_BUFFER);
        configuration.setUseInputDirectByteBuffers(true);
        if (settings.tls().isPresent()) {
            SecureRequestCustomizer anyServerName = new SecureRequestCustomizer(false);
            configuration.addCustomizer(anyServerName);
        }
        return configuration;
    }

    private static HttpConfiguration http1(HttpConfiguration configuration) {
        HttpConfiguration http1 = new HttpConfiguration(configuration);
        // the host in the request line wins over the field (RFC 9112, section 3.2.2)
        http1.setHttpCompliance(HttpCompliance.STRICT.with("target", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
        http1.addCustomizer(Connectors::endUnclearLength);
        return http1;
    }

    /** HTTP/1.0 has no chunks: the bytes after them may be anything (RFC 9112, section 6.1). */
    private static Request endUnclearLength(Request request, HttpFields.Mutable answer) {
        boolean isUnclear = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
                && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (isUnclear) {
            answer.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        return request;
    }

    private static <T extends org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory> T http2(
            T http2, ServerConfig settings) {
        http2.setMaxConcurrentStreams(settings.limits().streams());
        // takes over what HTTP/1.1 has read together with the preface, so no less than that may hold
        http2.setInputBufferSize(INPUT_BUFFER);
        http2.setInitialStreamRecvWindow(RECEIVE_WINDOW);
        http2.setInitialSessionRecvWindow(4 * RECEIVE_WINDOW);
        // no WebSocket tunnels (RFC 8441)
        http2.setConnectProtocolEnabled(false);
        http2.setRateControlFactory(new FrameRate.Factory());
        return http2;
    }

    /** As Go has it, a list of suites of TLS 1.2 leaves those of TLS 1.3 alone, which would else be lost. */
    private static String[] accepted(List<String> names) {
        List<String> accepted = new ArrayList<>(names);
        if (!names.isEmpty() && names.stream().allMatch(name -> name.contains("_WITH_"))) {
            accepted.add("TLS_(AES|CHACHA20)_.*");
        }
        return accepted.toArray(String[]::new);
    }

    private static SslContextFactory.Server certificate(Server server, TlsConfig tls) {
        TlsFiles files = new TlsFiles(tls);
        List<String> stamps = files.stamps();
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setIncludeProtocols(tls.tls13Only() ? new String[] {"TLSv1.3"} : new String[] {"TLSv1.2", "TLSv1.3"});
        context.setIncludeCipherSuites(accepted(tls.cipherSuites()));
        // costs a client little and the server much; TLS 1.3 has none
        context.setRenegotiationAllowed(false);
        try {
            files.read().applyTo(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot use the certificate " + tls.certificate(), e);
        }
        server.addBean(new TlsReload(server, files, context, stamps));
        return context;
    }
}
