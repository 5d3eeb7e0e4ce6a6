package dev.berth.registry.storage.s3;

import dev.berth.registry.model.ByteRange;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The requests that create objects, with the configured properties of objects. */
final class ObjectRequests {
    private final S3StoreConfig config;

    ObjectRequests(S3StoreConfig config) {
        this.config = config;
    }

    boolean areConditional() {
        return config.conditionalWrites();
    }

    String checksum(Payload payload) {
        return payload.checksum(config.checksum());
    }

    PutObjectRequest put(String name, Payload payload, Map<String, String> metadata) {
        return begin(name, payload, metadata).build();
    }

    PutObjectRequest conditionalPut(String name, Payload payload, Map<String, String> metadata) {
        PutObjectRequest.Builder builder = begin(name, payload, metadata);
        return areConditional() ? builder.ifNoneMatch("*").build() : builder.build();
    }

    private PutObjectRequest.Builder begin(String name, Payload payload, Map<String, String> metadata) {
        PutObjectRequest.Builder builder = PutObjectRequest.builder()
                .bucket(config.bucket())
                .key(name)
                .metadata(metadata)
                .contentLength(payload.length());
        config.storageClass().ifPresent(builder::storageClass);
        config.objectAcl().ifPresent(builder::acl);
        if (config.encrypt()) {
            builder.serverSideEncryption(encryption());
            config.keyId().ifPresent(builder::ssekmsKeyId);
        }
        String checksum = checksum(payload);
        return switch (config.checksum()) {
            case NONE -> builder;
            case CRC32C -> builder.checksumCRC32C(checksum);
            case CRC32 -> builder.checksumCRC32(checksum);
            case SHA256 -> builder.checksumSHA256(checksum);
        };
    }

    CopyObjectRequest copy(String source, String name) {
        CopyObjectRequest.Builder builder = CopyObjectRequest.builder()
                .sourceBucket(config.bucket())
                .sourceKey(source)
                .destinationBucket(config.bucket())
                .destinationKey(name);
        config.storageClass().ifPresent(builder::storageClass);
        config.objectAcl().ifPresent(builder::acl);
        if (config.encrypt()) {
            builder.serverSideEncryption(encryption());
            config.keyId().ifPresent(builder::ssekmsKeyId);
        }
        return builder.build();
    }

    /** An upload whose parts the store copies, without checksums of the client. */
    CreateMultipartUploadRequest createOfCopies(String name) {
        CreateMultipartUploadRequest request = create(name, Map.of());
        return request.toBuilder()
                .checksumAlgorithm((@Nullable ChecksumAlgorithm) null)
                .build();
    }

    UploadPartCopyRequest copyPart(String source, String name, String uploadId, int number, ByteRange range) {
        return UploadPartCopyRequest.builder()
                .sourceBucket(config.bucket())
                .sourceKey(source)
                .copySourceRange("bytes=" + range.offset() + "-" + (range.end() - 1))
                .destinationBucket(config.bucket())
                .destinationKey(name)
                .uploadId(uploadId)
                .partNumber(number)
                .build();
    }

    CreateMultipartUploadRequest create(String name, Map<String, String> metadata) {
        CreateMultipartUploadRequest.Builder builder = CreateMultipartUploadRequest.builder()
                .bucket(config.bucket())
                .key(name)
                .metadata(metadata)
                .contentType(Payload.TYPE);
        config.storageClass().ifPresent(builder::storageClass);
        config.objectAcl().ifPresent(builder::acl);
        if (config.encrypt()) {
            builder.serverSideEncryption(encryption());
            config.keyId().ifPresent(builder::ssekmsKeyId);
        }
        if (config.checksum() != S3Checksum.NONE) {
            builder.checksumAlgorithm(
                    ChecksumAlgorithm.fromValue(config.checksum().name()));
        }
        return builder.build();
    }

    UploadPartRequest part(String name, String uploadId, int number, long length, String checksum) {
        UploadPartRequest.Builder builder = UploadPartRequest.builder()
                .bucket(config.bucket())
                .key(name)
                .uploadId(uploadId)
                .partNumber(number)
                .contentLength(length);
        return switch (config.checksum()) {
            case NONE -> builder.build();
            case CRC32C -> builder.checksumCRC32C(checksum).build();
            case CRC32 -> builder.checksumCRC32(checksum).build();
            case SHA256 -> builder.checksumSHA256(checksum).build();
        };
    }

    CompletedPart completed(WriterToken.Part part) {
        CompletedPart.Builder builder =
                CompletedPart.builder().partNumber(part.number()).eTag(part.etag());
        return switch (config.checksum()) {
            case NONE -> builder.build();
            case CRC32C -> builder.checksumCRC32C(part.checksum()).build();
            case CRC32 -> builder.checksumCRC32(part.checksum()).build();
            case SHA256 -> builder.checksumSHA256(part.checksum()).build();
        };
    }

    CompleteMultipartUploadRequest complete(String name, String uploadId, CompletedMultipartUpload parts) {
        CompleteMultipartUploadRequest.Builder builder = CompleteMultipartUploadRequest.builder()
                .bucket(config.bucket())
                .key(name)
                .uploadId(uploadId)
                .multipartUpload(parts);
        return areConditional() ? builder.ifNoneMatch("*").build() : builder.build();
    }

    private ServerSideEncryption encryption() {
        return config.keyId().isPresent() ? ServerSideEncryption.AWS_KMS : ServerSideEncryption.AES256;
    }
}
