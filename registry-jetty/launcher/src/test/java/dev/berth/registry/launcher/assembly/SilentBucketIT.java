package dev.berth.registry.launcher.assembly;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.testing.FullBuild;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bucket whose server accepts connections and never answers ends each check of a start. */
@FullBuild
@Timeout(120)
class SilentBucketIT {
    @Test
    void endsTheCheckOfTheConfiguration() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ObjectStorage storage = new ObjectStorage(configuration(silent));

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> storage.look(() -> false))
                    .matches(e -> e.kind() == StoreException.Kind.TRANSIENT);
        }
    }

    @Test
    void endsTheSearchForAClassicRegistry() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Resources resources = new Resources()) {
            Configuration configuration = configuration(silent);
            Storage storage = new ObjectStorage(configuration).open(resources).orElseThrow();

            new BucketProbe(configuration).atStart(storage);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() ->
                            new ClassicGuard(configuration, () -> false).check(storage.blobs(), storage.description()));
        }
    }

    private static Configuration configuration(ServerSocket server) throws Exception {
        return ConfigurationReader.read(Map.of(
                "REGISTRY_STORAGE_S3_BUCKET",
                "silent",
                "REGISTRY_STORAGE_S3_REGION",
                "us-east-1",
                "REGISTRY_STORAGE_S3_REGIONENDPOINT",
                "http://127.0.0.1:" + server.getLocalPort(),
                "REGISTRY_STORAGE_S3_ACCESSKEY",
                "key",
                "REGISTRY_STORAGE_S3_SECRETKEY",
                "secret"));
    }
}
