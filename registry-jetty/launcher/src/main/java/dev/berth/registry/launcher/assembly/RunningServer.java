package dev.berth.registry.launcher.assembly;

import dev.berth.registry.jetty.RegistryServer;
import java.util.OptionalInt;

/**
 * A registry that listens.
 *
 * @param metadata the place of metadata, for the operator
 * @param blobs the place of blobs, for the operator
 * @param debugPort the port of the debug address, if there is one
 * @param assembly closes all of it
 */
public record RunningServer(
        RegistryServer server, String metadata, String blobs, OptionalInt debugPort, Assembly assembly)
        implements AutoCloseable {

    /** Stops listening, lets running requests end, and closes everything else. */
    @Override
    public void close() {
        assembly.close();
    }
}
