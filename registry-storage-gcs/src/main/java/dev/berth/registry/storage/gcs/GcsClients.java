package dev.berth.registry.storage.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.FixedHeaderProvider;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.HttpStorageOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Creates the client for this store: JSON over HTTP, with bounded retries and times. */
final class GcsClients {
    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private GcsClients() {}

    static Storage client(GcsStoreConfig config) throws StoreException {
        HttpStorageOptions.Builder builder = StorageOptions.http()
                .setRetrySettings(retries(config))
                .setTransportOptions(new BoundedTransport())
                .setHeaderProvider(FixedHeaderProvider.create(Map.of("User-Agent", config.userAgent())));
        config.endpoint()
                .ifPresent(endpoint -> builder.setHost(endpoint.toString())
                        .setProjectId("none")
                        .setCredentials(NoCredentials.getInstance()));
        if (config.keyFile().isPresent()) {
            builder.setCredentials(keyFrom(config.keyFile().get()));
        }
        if (config.credentials().isPresent()) {
            builder.setCredentials(keyIn(config.credentials().get()));
        }
        return builder.build().getService();
    }

    private static GoogleCredentials keyFrom(Path file) throws StoreException {
        try (InputStream stream = Files.newInputStream(file)) {
            return ServiceAccountCredentials.fromStream(stream);
        } catch (IOException e) {
            throw new StoreException(Kind.PERMANENT, "cannot read the key file " + file, e);
        }
    }

    /** The message omits the cause: it could contain a part of the key. */
    private static GoogleCredentials keyIn(String text) throws StoreException {
        try {
            return ServiceAccountCredentials.fromStream(new ByteArrayInputStream(text.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new StoreException(Kind.PERMANENT, "the credentials are not the key of a service account", null);
        }
    }

    private static RetrySettings retries(GcsStoreConfig config) {
        return RetrySettings.newBuilder()
                .setMaxAttempts(config.maxAttempts())
                .setInitialRetryDelayDuration(FIRST_PAUSE)
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(LONGEST_PAUSE)
                .setInitialRpcTimeoutDuration(BoundedTransport.READ_TIMEOUT)
                .setMaxRpcTimeoutDuration(BoundedTransport.READ_TIMEOUT)
                .setTotalTimeoutDuration(config.totalTimeout())
                .build();
    }
}
