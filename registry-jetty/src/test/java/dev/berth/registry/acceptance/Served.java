package dev.berth.registry.acceptance;

import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.http.ProtocolSettings;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerSettings;
import dev.berth.registry.spi.BlobStore;
import dev.berth.registry.spi.MetadataStore;
import dev.berth.registry.spi.NewManifest.MissingReferences;
import java.io.IOException;

/** A server over two stores, on a free port. */
final class Served {

    private Served() {}

    /** Starts one that takes manifests whose references are missing, or not. */
    static RegistryServer start(MetadataStore metadata, BlobStore blobs, MissingReferences missing) throws IOException {
        EngineConfig config = EngineConfig.builder().missingReferences(missing).build();
        RegistryEngine registry = RegistryEngine.builder().config(config).build(metadata, blobs);
        ServerSettings settings = ServerSettings.builder().port(0).build();
        return new RegistryServer(registry, new OpenAccess(), ProtocolSettings.defaults(), settings).start();
    }
}
