package dev.berth.registry.storage.gcs;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks the JSON API, and buckets of it.
 *
 * @param endpoint its address
 */
public record GcsServer(URI endpoint) {
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    Storage client() {
        return StorageOptions.http()
                .setHost(endpoint.toString())
                .setProjectId("none")
                .setCredentials(NoCredentials.getInstance())
                .build()
                .getService();
    }

    /** A new bucket. */
    String newBucket() {
        String bucket = "berth-" + BUCKETS.incrementAndGet();
        client().create(BucketInfo.of(bucket));
        return bucket;
    }
}
