package dev.berth.registry.junit;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.spi.Store;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Kept in JUnit's store, under the class or test it was started for. Owns its stores. */
record StartedRegistry(RegistryServer server, List<Store> stores, RunningRegistry registry) implements AutoCloseable {

    static StartedRegistry start(MetadataStore metadata, BlobStore blobs, Optional<TestLogin> login, boolean tls) {
        RegistryEngine engine = RegistryEngine.over(metadata, blobs);
        ServerConfig.Builder settings =
                ServerConfig.builder().port(0).drainTimeout(Duration.ZERO).directFiles(false);
        Optional<TestCertificate> certificate = tls ? Optional.of(TestCertificate.get()) : Optional.empty();
        certificate.ifPresent(used -> settings.tls(used.settings()));
        RequestLog requests = new RequestLog();
        Faults faults = new Faults();
        AccessController access = login.<AccessController>map(user -> user).orElseGet(OpenAccess::new);
        RegistryServer server = new RegistryServer(
                new RegistryProtocol(engine, access, ProtocolConfig.defaults()),
                settings.build(),
                new TestHandler(requests, faults, login));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the registry for tests", e);
        }
        RunningRegistry running = new RunningRegistry(server.uri(), engine, requests, faults, certificate);
        return new StartedRegistry(server, List.of(metadata, blobs), running);
    }

    @Override
    public void close() {
        server.close();
        stores.forEach(Store::close);
    }
}
