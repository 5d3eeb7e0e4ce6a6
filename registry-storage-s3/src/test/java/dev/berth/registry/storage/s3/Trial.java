package dev.berth.registry.storage.s3;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.BlobStore;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.List;
import java.util.SplittableRandom;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A new bucket, and stores on it whose calls are counted and may fail. */
public final class Trial implements AutoCloseable {
    public static final int MIB = 1 << 20;

    private final Generated generated = new Generated(new SplittableRandom(4));
    private final S3Server server = S3Server.inThisJvm();
    private final SdkHttpClient http = S3Clients.httpClient(server.connection());
    private final String bucket = server.newBucket();

    /** The configuration of the stores of this trial: the smallest permitted parts. */
    public S3StoreConfig.Builder config() {
        return S3StoreConfig.builder(bucket).chunkSize(5 * MIB);
    }

    /** Calls that are counted. */
    public FaultyHttp http() {
        return FaultyHttp.none(http);
    }

    /** Calls of which one fails. */
    public FaultyHttp http(FaultyHttp.Fault fault, int at) {
        return new FaultyHttp(http, fault, at);
    }

    /** Pauses cost no time. */
    public S3BlobStore store(FaultyHttp calls, S3StoreConfig config) {
        return S3BlobStore.over(client(calls), config, time -> {});
    }

    /** A store that makes these calls. */
    public S3BlobStore store(FaultyHttp calls) {
        return store(calls, config().build());
    }

    /** A store without observation. */
    public S3BlobStore store() {
        return store(http());
    }

    S3Client client(FaultyHttp calls) {
        return S3Clients.client(server.connection(), calls);
    }

    StorageKey key() {
        return generated.storageKey();
    }

    byte[] bytes(int length) {
        return generated.bytes(length);
    }

    String bucket() {
        return bucket;
    }

    /** The names of all objects in the bucket, committed or not. */
    List<String> names() {
        try (S3Client client = client(http())) {
            return client.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    /** The names of all unfinished uploads in the bucket. */
    List<String> uploads() {
        try (S3Client client = client(http())) {
            return client.listMultipartUploads(request -> request.bucket(bucket)).uploads().stream()
                    .map(MultipartUpload::key)
                    .toList();
        }
    }

    static byte[] read(BlobStore store, StorageKey key, long size) throws Exception {
        try (BlobContent content = store.open(key, ByteRange.whole(size))) {
            return Channels.newInputStream(content.channel()).readAllBytes();
        }
    }

    static ByteBuffer part(byte[] content, int from, int to) {
        return ByteBuffer.wrap(content, from, to - from);
    }

    @Override
    public void close() {
        http.close();
    }
}
