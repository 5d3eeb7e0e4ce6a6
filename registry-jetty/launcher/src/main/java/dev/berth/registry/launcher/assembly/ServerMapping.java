package dev.berth.registry.launcher.assembly;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.auth.HtpasswdAccess;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RecordedImports;
import dev.berth.registry.http.Redirects;
import dev.berth.registry.http.limit.RefusalListener;
import dev.berth.registry.http.session.Sessions;
import dev.berth.registry.http.tracing.RequestTracer;
import dev.berth.registry.jetty.AnswerHeaders;
import dev.berth.registry.jetty.ClientCertificates;
import dev.berth.registry.jetty.RequestListener;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.jetty.TlsConfig;
import dev.berth.registry.launcher.config.AccessKeys;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.HostPort;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.config.TlsKeys;
import dev.berth.registry.launcher.config.TlsKeys.ClientAuth;
import dev.berth.registry.launcher.config.TlsKeys.MinimumTls;
import dev.berth.registry.launcher.config.TrafficKeys;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mapping from the configuration to the engine, the protocol and the server. */
public final class ServerMapping {
    private static final Logger LOG = LoggerFactory.getLogger(ServerMapping.class);

    private final Configuration configuration;
    private final Clock clock;

    public ServerMapping(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    public EngineConfig engine() {
        EngineConfig.Builder engine = EngineConfig.builder()
                .uploadExpiry(configuration.get(Keys.STORAGE_UPLOAD_AGE))
                .reviewDelay(new CollectionMapping(configuration).delays().shortest())
                .deletes(configuration.get(Keys.STORAGE_DELETE))
                .kinds(new InsightMapping(configuration).kinds())
                .manifestLimit(configuration.get(Keys.VALIDATION_PAYLOADSIZELIMIT))
                .descriptorLimit(configuration.get(Keys.VALIDATION_REFERENCELIMIT))
                .missingReferences(
                        configuration.get(Keys.VALIDATION_SPARSE)
                                ? MissingReferences.REMEMBER
                                : MissingReferences.REFUSE);
        configuration.get(Keys.VALIDATION_BLOBSIZELIMIT).ifPresent(engine::blobLimit);
        engine.acceptedUrls(new UrlMapping(configuration).accepted());
        engine.lenient(configuration.get(Keys.VALIDATION_LENIENT));
        if (configuration.get(Keys.STORAGE_READONLY)) {
            engine.readOnly("the registry is in read-only mode");
        }
        return engine.build();
    }

    public ProtocolConfig protocol() {
        return protocol(
                RefusalListener.NONE, Optional.empty(), Optional.empty(), FailureReporter.NONE, Optional.empty());
    }

    ProtocolConfig protocol(
            RefusalListener refusals,
            Optional<Sessions> sessions,
            Optional<RecordedImports> imports,
            FailureReporter reporter,
            Optional<RequestTracer> tracer) {
        ProtocolConfig.Builder protocol = ProtocolConfig.builder()
                .rateLimits(new RateLimitMapping(configuration).rates())
                .refusalListener(refusals)
                .failureReporter(reporter)
                .requestTimeout(configuration.get(TrafficKeys.REQUESTTIMEOUT))
                .catalogPage(configuration.get(Keys.CATALOG_MAXENTRIES))
                .gitlabHeaders(configuration.get(Keys.COMPATIBILITY_GITLAB))
                .gitlabVersion(configuration.get(Keys.COMPATIBILITY_GITLAB_VERSION));
        sessions.ifPresent(protocol::sessions);
        imports.ifPresent(protocol::imports);
        tracer.ifPresent(protocol::requestTracer);
        configuration.get(TrafficKeys.BUFFERMEMORY).ifPresent(protocol::memoryBytes);
        if (!configuration.get(Keys.STORAGE_REDIRECT_DISABLE)) {
            protocol.redirects(new Redirects(
                    configuration.get(Keys.STORAGE_REDIRECT_EXPIRYDELAY),
                    configuration.get(Keys.STORAGE_REDIRECT_EXCEPTIONS)));
        }
        return protocol.build();
    }

    public ServerConfig settings() throws IOException {
        return settings(RequestListener.NONE);
    }

    ServerConfig settings(RequestListener listener) throws IOException {
        HostPort address = configuration.get(Keys.HTTP_ADDR);
        RateLimitMapping traffic = new RateLimitMapping(configuration);
        ServerConfig.Builder server = ServerConfig.builder()
                .host(address.host())
                .port(address.port())
                .trustedProxies(configuration.get(Keys.HTTP_TRUSTEDPROXIES))
                .forwardedField(traffic.forwardedField())
                .limits(traffic.limits())
                .headerBytes(configuration.get(TrafficKeys.MAXHEADERBYTES))
                .idleTimeout(configuration.get(Keys.HTTP_IDLETIMEOUT))
                .drainTimeout(configuration.get(Keys.HTTP_DRAINTIMEOUT))
                .connections(configuration.get(Keys.HTTP_MAXCONNECTIONS))
                .http2(!configuration.get(Keys.HTTP_HTTP2_DISABLED))
                .clearHttp2(configuration.get(Keys.HTTP_H2C_ENABLED));
        if (!configuration.get(Keys.HTTP_RELATIVEURLS)) {
            configuration.get(Keys.HTTP_HOST).ifPresent(server::externalUrl);
        }
        tls().ifPresent(server::tls);
        server.answerHeaders(headers()).requestListener(listener).accessLog(true);
        return server.build();
    }

    private AnswerHeaders headers() throws IOException {
        try {
            return AnswerHeaders.of(configuration.get(Keys.HTTP_HEADERS));
        } catch (IllegalArgumentException e) {
            throw new IOException("http.headers: " + e.getMessage(), e);
        }
    }

    AccessController access(Consumer<HtpasswdAccess> opened) throws IOException {
        return new AccessMapping(configuration, clock).controller(opened);
    }

    /** Logs the risks of the address, before it is opened. */
    void warn() {
        HostPort address = configuration.get(Keys.HTTP_ADDR);
        new RateLimitMapping(configuration).warn();
        boolean isClosed = new AccessMapping(configuration, clock).isClosed();
        if (!isClosed) {
            LOG.info("access control: open (no authentication)");
        }
        if (address.isLoopback()) {
            return;
        }
        if (!isClosed && !configuration.get(AccessKeys.NONE)) {
            LOG.warn(
                    "{} is reachable from other machines and open to every client: set auth.htpasswd or auth.token, or"
                            + " auth.none to confirm",
                    address);
        }
        if (isClosed && configuration.get(Keys.HTTP_TLS_CERTIFICATE).isEmpty() && !isBehindTls()) {
            LOG.warn(
                    "passwords and tokens reach {} unencrypted: set http.tls, or set http.host to the https URL of the"
                            + " proxy that terminates TLS",
                    address);
        }
    }

    private boolean isBehindTls() {
        return configuration
                .get(Keys.HTTP_HOST)
                .filter(url -> url.startsWith("https://"))
                .isPresent();
    }

    private Optional<TlsConfig> tls() throws IOException {
        Optional<Path> certificate = configuration.get(Keys.HTTP_TLS_CERTIFICATE);
        Optional<Path> key = configuration.get(Keys.HTTP_TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw new WrongSettings("http.tls.certificate and http.tls.key are required together");
        }
        List<Path> authorities =
                configuration.get(TlsKeys.CLIENTCAS).stream().map(Path::of).toList();
        if (!authorities.isEmpty() && certificate.isEmpty()) {
            throw new WrongSettings("http.tls.clientcas requires http.tls.certificate");
        }
        boolean isTls13Only = configuration.get(TlsKeys.MINIMUMTLS) == MinimumTls.TLS1_3;
        Optional<TlsConfig> tls = certificate
                .map(chain -> TlsConfig.pem(chain, key.orElseThrow()))
                .map(settings -> isTls13Only ? settings.withTls13Only() : settings)
                .map(settings -> settings.withCipherSuites(configuration.get(TlsKeys.CIPHERSUITES)));
        return authorities.isEmpty() ? tls : tls.map(settings -> settings.with(clients(authorities)));
    }

    private ClientCertificates clients(List<Path> authorities) {
        boolean required = configuration.get(TlsKeys.CLIENTAUTH) == ClientAuth.REQUIRE_AND_VERIFY_CLIENT_CERT;
        return new ClientCertificates(authorities, required);
    }
}
