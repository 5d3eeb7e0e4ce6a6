package dev.berth.registry.examples;

import dev.berth.registry.Registry;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import java.io.IOException;
import java.time.Clock;

/** A registry that keeps nothing: for a demonstration, or behind a test. */
public final class InMemoryRegistry {

    private InMemoryRegistry() {}

    /** Listens on port 5000 of this machine until the process is stopped. */
    public static void main(String[] arguments) throws IOException {
        RegistryServer server = start(5000);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    }

    /** A registry on a port of the loopback address, without authentication; port 0 selects a free one. */
    static RegistryServer start(int port) throws IOException {
        Clock clock = Clock.systemUTC();
        Registry registry = RegistryEngine.over(new InMemoryMetadataStore(clock), new InMemoryBlobStore(clock));
        ServerConfig settings = ServerConfig.builder().port(port).build();
        return new RegistryServer(registry, new OpenAccess(), ProtocolConfig.defaults(), settings).start();
    }
}
