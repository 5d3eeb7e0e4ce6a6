package dev.berth.registry.storage.s3;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.PresignedReads;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs links with the client's own credentials, without a call. */
final class S3Links implements PresignedReads {
    /** The limit of Signature Version 4. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final S3Presigner presigner;
    private final String bucket;
    private final ObjectNames names;

    S3Links(S3Client client, String bucket, ObjectNames names) {
        S3ServiceClientConfiguration as = client.serviceClientConfiguration();
        S3Presigner.Builder builder = S3Presigner.builder()
                .s3Client(client)
                .region(as.region())
                .credentialsProvider(as.credentialsProvider());
        as.endpointOverride().ifPresent(builder::endpointOverride);
        this.presigner = builder.build();
        this.bucket = bucket;
        this.names = names;
    }

    @Override
    public URI link(StorageKey key, Terms terms) throws StoreException {
        Duration lifetime = terms.lifetime().compareTo(LONGEST) > 0 ? LONGEST : terms.lifetime();
        try {
            PresignedRequest signed = switch (terms.method()) {
                case GET ->
                    presigner.presignGetObject(
                            request -> request.signatureDuration(lifetime).getObjectRequest(get(key, terms)));
                case HEAD ->
                    presigner.presignHeadObject(
                            request -> request.signatureDuration(lifetime).headObjectRequest(head(key, terms)));
            };
            return signed.url().toURI();
        } catch (SdkException | URISyntaxException e) {
            throw new StoreException(Kind.PERMANENT, "cannot sign a link to object " + key + ": " + e.getMessage(), e);
        }
    }

    void close() {
        presigner.close();
    }

    private GetObjectRequest get(StorageKey key, Terms terms) {
        GetObjectRequest.Builder builder =
                GetObjectRequest.builder().bucket(bucket).key(names.of(key));
        terms.contentType().ifPresent(builder::responseContentType);
        terms.contentDisposition().ifPresent(builder::responseContentDisposition);
        return builder.build();
    }

    private HeadObjectRequest head(StorageKey key, Terms terms) {
        HeadObjectRequest.Builder builder =
                HeadObjectRequest.builder().bucket(bucket).key(names.of(key));
        terms.contentType().ifPresent(builder::responseContentType);
        terms.contentDisposition().ifPresent(builder::responseContentDisposition);
        return builder.build();
    }
}
