package dev.berth.registry.jetty.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.Registry;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.maintenance.MaintenanceEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.engine.notification.RefusedEvents;
import dev.berth.registry.engine.usage.UsageCounter;
import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.http.management.ManagementRoot;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.maintenance.ServerStatus;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A registry in memory behind a real server, and a plain client of it. Closed after the last test of the class. */
public final class TestServer implements AfterAllCallback, AutoCloseable {
    public static final byte[] NOTHING = {};

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Registry registry;
    private final UsageCounter usage;
    private final RegistryServer server;
    private final MetadataStore metadata;
    private final MigrationStore imports;
    private final ApiRoot management;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public TestServer(
            EngineConfig config, AccessController access, ProtocolConfig protocol, ServerConfig.Builder settings) {
        this(new InMemoryBlobStore(Clock.systemUTC()), config, access, protocol, settings);
    }

    private TestServer(
            BlobStore storage,
            EngineConfig config,
            AccessController access,
            ProtocolConfig protocol,
            ServerConfig.Builder settings) {
        InMemoryMetadataStore store = new InMemoryMetadataStore(Clock.systemUTC());
        metadata = store;
        imports = store.migration();
        usage = UsageCounter.builder().build(metadata.insights().usage());
        registry = RegistryEngine.builder().config(config).usage(usage).build(metadata, storage);
        management = ManagementRoot.builder(MaintenanceEngine.builder().build(metadata, storage), Clock.systemUTC())
                .events(RefusedEvents.of(metadata.events()))
                .server(TestServer::status)
                .migration(MigrationEngine.over(imports, metadata, storage, Clock.systemUTC()))
                .build();
        server = new RegistryServer(
                new RegistryProtocol(registry, access, protocol, List.of(management)),
                settings.port(0).build());
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestServer open() {
        return guardedBy(new OpenAccess());
    }

    public static TestServer guardedBy(AccessController access) {
        return new TestServer(EngineConfig.defaults(), access, ProtocolConfig.defaults(), settings());
    }

    public static TestServer with(EngineConfig config) {
        return new TestServer(config, new OpenAccess(), ProtocolConfig.defaults(), settings());
    }

    public static TestServer with(ProtocolConfig protocol) {
        return new TestServer(EngineConfig.defaults(), new OpenAccess(), protocol, settings());
    }

    public static TestServer with(ServerConfig.Builder settings) {
        return new TestServer(EngineConfig.defaults(), new OpenAccess(), ProtocolConfig.defaults(), settings);
    }

    public static TestServer over(BlobStore storage, ServerConfig.Builder settings) {
        EngineConfig config = EngineConfig.builder().blobCacheBytes(0).build();
        return new TestServer(storage, config, new OpenAccess(), ProtocolConfig.defaults(), settings);
    }

    public static TestServer over(BlobStore storage, ProtocolConfig protocol) {
        return new TestServer(storage, EngineConfig.defaults(), new OpenAccess(), protocol, settings());
    }

    public static ServerConfig.Builder settings() {
        return ServerConfig.builder().drainTimeout(Duration.ZERO).accessLog(true);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        server.close();
    }

    public Registry registry() {
        return registry;
    }

    /** Records the pulls and pushes that were counted. */
    void flushUsage() throws StoreException {
        usage.flush();
    }

    /** The metadata of the registry. */
    MetadataStore metadata() {
        return metadata;
    }

    private static ServerStatus status() {
        return new ServerStatus(
                "1",
                "17",
                Instant.EPOCH,
                "memory",
                "memory",
                Optional.of(new ServerStatus.Schema(Optional.of("0018"), false, true, Optional.empty())),
                Optional.of(new ServerStatus.Pool(1, 2, 0, 10)),
                List.of(new ServerStatus.Statement("find_tag", 2, 0, Duration.ofMillis(5), Duration.ofMillis(4))),
                List.of(new ServerStatus.Setting("http.addr", ":5000", "default")));
    }

    /** The imports of the registry. */
    MigrationStore imports() {
        return imports;
    }

    /** The table of {@code /api/v1/}. */
    ApiRoot management() {
        return management;
    }

    public RegistryServer server() {
        return server;
    }

    public URI uri(String path) {
        return URI.create(server.uri() + path);
    }

    /** Sends a request; headers are names and values in turn. */
    public HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    public HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, NOTHING, headers);
    }

    public HttpResponse<byte[]> head(String path, String... headers) throws IOException, InterruptedException {
        return send("HEAD", path, NOTHING, headers);
    }

    public HttpResponse<byte[]> delete(String path, String... headers) throws IOException, InterruptedException {
        return send("DELETE", path, NOTHING, headers);
    }

    public Digest pushBlob(String repository, byte[] content) {
        Digest digest = digest(content);
        registry.uploads().push(new RepositoryName(repository), digest, new ByteArrayInputStream(content));
        return digest;
    }

    /** Pushes the blobs of an image, and answers its manifest, which is not pushed. */
    public byte[] image(String repository, String content) {
        Digest config = pushBlob(repository, "{}".getBytes(StandardCharsets.UTF_8));
        byte[] layer = content.getBytes(StandardCharsets.UTF_8);
        return Manifests.image(config, 2, pushBlob(repository, layer), layer.length);
    }

    public HttpResponse<byte[]> putManifest(String repository, String reference, byte[] manifest)
            throws IOException, InterruptedException {
        return send(
                "PUT", "/v2/" + repository + "/manifests/" + reference, manifest, "Content-Type", Manifests.OCI_IMAGE);
    }

    public static Digest digest(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
    }

    public static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(response.body());
    }

    /** The codes of an error answer, whose form is checked on the way. */
    public static List<String> codes(HttpResponse<byte[]> response) throws IOException {
        if (!response.headers().firstValue("Content-Type").orElse("").equals("application/json")) {
            throw new AssertionError("not JSON: " + response.headers().map());
        }
        List<String> codes = new ArrayList<>();
        for (JsonNode error : json(response).required("errors")) {
            if (error.required("message").asText().isEmpty()) {
                throw new AssertionError("an error without message");
            }
            codes.add(error.required("code").asText());
        }
        return codes;
    }

    public static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("(none)");
    }
}
