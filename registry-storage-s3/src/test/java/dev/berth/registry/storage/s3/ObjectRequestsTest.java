package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Each request that creates an object has the configured properties. */
class ObjectRequestsTest {
    private static final Payload PAYLOAD = Payload.of(new byte[] {1, 2, 3});

    @Test
    void areAsConfiguredInOneCall() {
        ObjectRequests objects = new ObjectRequests(special().build());

        assertSpecial(objects.put("n", PAYLOAD, Map.of()));
        assertSpecial(objects.conditionalPut("n", PAYLOAD, Map.of()));
        assertThat(objects.conditionalPut("n", PAYLOAD, Map.of()).ifNoneMatch()).isEqualTo("*");
        assertThat(objects.put("n", PAYLOAD, Map.of()).ifNoneMatch()).isNull();
    }

    private static void assertSpecial(PutObjectRequest request) {
        assertThat(request.bucket()).isEqualTo("b");
        assertThat(request.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(request.acl()).isEqualTo(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL);
        assertThat(request.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(request.ssekmsKeyId()).isEqualTo("alias/registry");
        assertThat(request.checksumSHA256()).isEqualTo("A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4E=");
    }

    @Test
    void areAsConfiguredInParts() {
        ObjectRequests objects = new ObjectRequests(special().build());
        CreateMultipartUploadRequest request = objects.create("n", Map.of("a", "b"));

        assertThat(request.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(request.acl()).isEqualTo(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL);
        assertThat(request.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(request.ssekmsKeyId()).isEqualTo("alias/registry");
        assertThat(request.checksumAlgorithm()).isEqualTo(ChecksumAlgorithm.SHA256);
        assertThat(request.metadata()).containsEntry("a", "b");
        assertThat(objects.part("n", "id", 1, 3, "sum").checksumSHA256()).isEqualTo("sum");
        assertThat(objects.completed(new WriterToken.Part(1, "etag", "sum")).checksumSHA256())
                .isEqualTo("sum");
    }

    @Test
    void areEncryptedWithTheStoresOwnKey() {
        ObjectRequests objects =
                new ObjectRequests(S3StoreConfig.builder("b").encrypt(true).build());

        assertThat(objects.put("n", PAYLOAD, Map.of()).serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(objects.create("n", Map.of()).serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    }

    @Test
    void areTheBucketsDefaultUnlessTold() {
        S3StoreConfig config = S3StoreConfig.builder("b")
                .checksum(S3Checksum.NONE)
                .conditionalWrites(false)
                .build();
        ObjectRequests objects = new ObjectRequests(config);
        PutObjectRequest request = objects.conditionalPut("n", PAYLOAD, Map.of());

        assertThat(request.storageClass()).isNull();
        assertThat(request.acl()).isNull();
        assertThat(request.serverSideEncryption()).isNull();
        assertThat(request.checksumCRC32C()).isNull();
        assertThat(request.ifNoneMatch()).isNull();
        assertThat(objects.create("n", Map.of()).checksumAlgorithm()).isNull();
    }

    private static S3StoreConfig.Builder special() {
        return S3StoreConfig.builder("b")
                .storageClass("STANDARD_IA")
                .objectAcl("bucket-owner-full-control")
                .encrypt(true)
                .keyId("alias/registry")
                .checksum(S3Checksum.SHA256);
    }
}
