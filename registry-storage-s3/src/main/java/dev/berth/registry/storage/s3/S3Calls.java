package dev.berth.registry.storage.s3;

import dev.berth.registry.model.ByteRange;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The calls of one bucket, each with its retries and its failure classified. */
final class S3Calls {
    /** The greatest number of keys in one request. */
    static final int MAX_AT_ONCE = 1_000;

    /** The extra time for a store to complete an upload, per part. */
    private static final Duration PART_TIME = Duration.ofMillis(20);
    /**
     * A call that deletes a thousand objects counts as a thousand requests. S3 takes at least 3,500 requests a second
     * that write or delete below a prefix: this leaves most of them to pushes and to other servers.
     */
    static final int DELETIONS_PER_SECOND = 1_000;

    private final S3Client client;
    private final String bucket;
    private final Attempts attempts;
    private final S3Failures failures;
    private final ObjectRequests newObjects;
    private final int mostDeletions;

    S3Calls(S3Client client, S3StoreConfig config, Attempts attempts) {
        this.client = client;
        this.bucket = config.bucket();
        this.attempts = attempts;
        this.failures = new S3Failures(bucket);
        this.newObjects = new ObjectRequests(config);
        this.mostDeletions = Math.min(MAX_AT_ONCE, config.maxRequestsPerSecond().orElse(MAX_AT_ONCE));
    }

    /** The largest number of objects deleted by one call: one second of requests. */
    int mostDeletions() {
        return mostDeletions;
    }

    S3Failures failures() {
        return failures;
    }

    /** Writes an object, replacing an existing one. */
    void put(String name, Payload payload) throws StoreException {
        PutObjectRequest request = newObjects.put(name, payload, Map.of());
        call(S3Call.PUT, name, payload.time(), () -> client.putObject(Attempts.timed(request), payload.body()));
    }

    /** True when the store refuses an object whose bytes do not match its checksum, at equal length. */
    boolean refusesDamage(String name, Payload announced, Payload sent) {
        try {
            client.putObject(newObjects.put(name, announced, Map.of()), sent.body());
            return false;
        } catch (SdkException e) {
            return true;
        }
    }

    /** Publishes an object at once; {@code mark} goes into its metadata. */
    void publish(String name, Payload payload, String mark) throws StoreException {
        Commit commit = new Commit(this, name, mark, List.of());
        requireNone(name);
        PutObjectRequest request = newObjects.conditionalPut(name, payload, metadata(mark));
        commit.of(S3Call.PUT, payload.time(), () -> client.putObject(Attempts.timed(request), payload.body()));
    }

    /** Publishes an upload. */
    void complete(String name, WriterToken.Upload upload, List<WriterToken.Part> parts) throws StoreException {
        CompleteMultipartUploadRequest request = newObjects.complete(name, upload.id(), completed(parts));
        Commit commit = new Commit(this, name, upload.mark(), parts);
        requireNone(name);
        Duration time = PART_TIME.multipliedBy(parts.size());
        commit.of(S3Call.COMPLETE, time, () -> client.completeMultipartUpload(Attempts.timed(request)));
    }

    private CompletedMultipartUpload completed(List<WriterToken.Part> parts) {
        List<CompletedPart> completed =
                parts.stream().map(newObjects::completed).toList();
        return CompletedMultipartUpload.builder().parts(completed).build();
    }

    private void requireNone(String name) throws StoreException {
        if (!newObjects.areConditional() && head(name).isPresent()) {
            throw failures.permanent(name, "exists already");
        }
    }

    String create(String name, String mark) throws StoreException {
        CreateMultipartUploadRequest request = newObjects.create(name, metadata(mark));
        return call(S3Call.CREATE, name, () -> client.createMultipartUpload(Attempts.timed(request)))
                .uploadId();
    }

    WriterToken.Part part(String name, String uploadId, int number, Payload payload) throws StoreException {
        String checksum = newObjects.checksum(payload);
        UploadPartRequest request = newObjects.part(name, uploadId, number, payload.length(), checksum);
        String etag = call(
                        S3Call.PART,
                        name,
                        payload.time(),
                        () -> client.uploadPart(Attempts.timed(request), payload.body()))
                .eTag();
        return new WriterToken.Part(number, etag.replace("\"", ""), checksum);
    }

    /** Copies an object, replacing an existing one. */
    void copy(String source, String name, long size) throws StoreException {
        CopyObjectRequest request = newObjects.copy(source, name);
        call(S3Call.COPY, source, copyTime(size), () -> client.copyObject(Attempts.timed(request)));
    }

    String beginCopy(String name) throws StoreException {
        CreateMultipartUploadRequest request = newObjects.createOfCopies(name);
        return call(S3Call.CREATE, name, () -> client.createMultipartUpload(Attempts.timed(request)))
                .uploadId();
    }

    CompletedPart copyPart(String source, String name, String uploadId, int number, ByteRange range)
            throws StoreException {
        UploadPartCopyRequest request = newObjects.copyPart(source, name, uploadId, number, range);
        String etag = call(
                        S3Call.COPY,
                        source,
                        copyTime(range.length()),
                        () -> client.uploadPartCopy(Attempts.timed(request)))
                .copyPartResult()
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    void completeCopy(String name, String uploadId, List<CompletedPart> parts) throws StoreException {
        CompleteMultipartUploadRequest request = CompleteMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(name)
                .uploadId(uploadId)
                .multipartUpload(CompletedMultipartUpload.builder().parts(parts).build())
                .build();
        Duration time = PART_TIME.multipliedBy(parts.size());
        call(S3Call.COMPLETE, name, time, () -> client.completeMultipartUpload(Attempts.timed(request)));
    }

    /** The time allowed for a copy by the store: one second for 16 MiB. */
    private static Duration copyTime(long size) {
        return Duration.ofMillis(size >> 14);
    }

    /** Ends an upload; one that is not there is no failure. */
    void abort(String name, String uploadId) throws StoreException {
        AbortMultipartUploadRequest request = AbortMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(name)
                .uploadId(uploadId)
                .build();
        optional(S3Call.ABORT, name, () -> client.abortMultipartUpload(Attempts.timed(request)));
    }

    Optional<HeadObjectResponse> head(String name) throws StoreException {
        HeadObjectRequest request =
                HeadObjectRequest.builder().bucket(bucket).key(name).build();
        return optional(S3Call.HEAD, name, () -> client.headObject(Attempts.timed(request)));
    }

    /** A part of an object, which must not be empty; the caller closes it. Empty when there is none. */
    Optional<ResponseInputStream<GetObjectResponse>> get(String name, ByteRange range) throws StoreException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(name)
                .range("bytes=" + range.offset() + "-" + (range.end() - 1))
                .build();
        return optional(S3Call.GET, name, () -> client.getObject(Attempts.timed(request)));
    }

    /** Objects in byte order behind {@code after}. */
    ListObjectsV2Response list(String prefix, String after, int most) throws StoreException {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .startAfter(after.isEmpty() ? null : after)
                .maxKeys(Math.min(most, MAX_AT_ONCE))
                .encodingType(EncodingType.URL)
                .build();
        return call(S3Call.LIST, "", () -> client.listObjectsV2(Attempts.timed(request)));
    }

    /** Unfinished uploads behind a position; empty where the store finds nothing to list. */
    Optional<ListMultipartUploadsResponse> uploads(String prefix, String afterName, String afterId)
            throws StoreException {
        ListMultipartUploadsRequest request = ListMultipartUploadsRequest.builder()
                .bucket(bucket)
                .prefix(prefix)
                .keyMarker(afterName.isEmpty() ? null : afterName)
                .uploadIdMarker(afterId.isEmpty() ? null : afterId)
                .encodingType(EncodingType.URL)
                .build();
        return optional(S3Call.LIST_UPLOADS, "", () -> client.listMultipartUploads(Attempts.timed(request)));
    }

    /**
     * Deletes objects, at most {@link #mostDeletions}; a missing one is no failure.
     *
     * @return the names that are still there, with the reason
     */
    Map<String, StoreException> delete(Collection<String> names) throws StoreException {
        List<ObjectIdentifier> objects = names.stream()
                .map(name -> ObjectIdentifier.builder().key(name).build())
                .toList();
        DeleteObjectsRequest request = DeleteObjectsRequest.builder()
                .bucket(bucket)
                .delete(Delete.builder().objects(objects).quiet(true).build())
                .build();
        DeleteObjectsResponse response = answer(
                S3Call.DELETE,
                "",
                () -> attempts.ofDeletion(objects.size(), () -> client.deleteObjects(Attempts.timed(request))));
        Map<String, StoreException> left = new HashMap<>();
        for (S3Error error : response.errors()) {
            if (!"NoSuchKey".equals(error.code())) {
                left.put(error.key(), failures.of(S3Call.DELETE, error));
            }
        }
        return left;
    }

    /** Deletes objects, however many; a missing one is no failure, any other that is left is. */
    void deleteAll(List<String> names) throws StoreException {
        for (int from = 0; from < names.size(); from += mostDeletions) {
            Map<String, StoreException> left =
                    delete(names.subList(from, Math.min(names.size(), from + mostDeletions)));
            for (StoreException failure : left.values()) {
                throw failure;
            }
        }
    }

    /** A call that publishes; its caller classifies its failures. */
    <T> T attempt(Duration allowance, Supplier<T> call) {
        return attempts.of(allowance, call);
    }

    private <T> T call(S3Call kind, String name, Supplier<T> call) throws StoreException {
        return call(kind, name, Duration.ZERO, call);
    }

    private <T> T call(S3Call kind, String name, Duration allowance, Supplier<T> call) throws StoreException {
        return answer(kind, name, () -> attempts.of(allowance, call));
    }

    private <T> T answer(S3Call kind, String name, Supplier<T> attempted) throws StoreException {
        try {
            return attempted.get();
        } catch (SdkException e) {
            throw failures.of(kind, name, e);
        }
    }

    private <T> Optional<T> optional(S3Call kind, String name, Supplier<T> call) throws StoreException {
        try {
            return Optional.of(attempts.of(call));
        } catch (SdkException e) {
            if (S3Failures.isAbsence(e)) {
                return Optional.empty();
            }
            throw failures.of(kind, name, e);
        }
    }

    private static Map<String, String> metadata(String mark) {
        return Map.of(Commit.MARK, mark);
    }
}
