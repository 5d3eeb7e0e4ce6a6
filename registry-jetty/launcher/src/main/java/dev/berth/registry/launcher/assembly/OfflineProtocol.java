package dev.berth.registry.launcher.assembly;

import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The protocol over the stores of a registry without a server, open to the commands of this process.
 */
public final class OfflineProtocol {
    /** An operator waits longer than a client, and ends the command. */
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private OfflineProtocol() {}

    /** The protocol over these stores, with the limits of the configuration. */
    public static RegistryProtocol over(
            Configuration configuration, MetadataStore metadata, BlobStore blobs, Clock clock) {
        RegistryEngine registry = OfflineRegistry.over(configuration, metadata, blobs, clock);
        ProtocolConfig settings =
                ProtocolConfig.builder().requestTimeout(TIMEOUT).build();
        return new RegistryProtocol(
                registry,
                new OpenAccess(),
                settings,
                List.of(new ManagementMapping(configuration, clock)
                        .root(metadata, Optional.empty(), blobs, Optional.empty())));
    }
}
