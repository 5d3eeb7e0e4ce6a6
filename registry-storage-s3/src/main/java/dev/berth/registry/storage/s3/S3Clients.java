package dev.berth.registry.storage.s3;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.utils.AttributeMap;

/** Creates the SDK's client for this store: retries and checks of bytes happen here, not in the SDK. */
final class S3Clients {
    private S3Clients() {}

    /** A client over connections that it does not close. */
    static S3Client client(S3Connection connection, SdkHttpClient http) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(http)
                .forcePathStyle(connection.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(false)
                        .expectContinueEnabled(false)
                        .build())
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new RequestIdAgent()));
        connection
                .endpoint()
                .ifPresent(endpoint -> builder.endpointOverride(endpoint).region(Region.US_EAST_1));
        connection.region().map(Region::of).ifPresent(builder::region);
        connection
                .keys()
                .map(S3Clients::credentials)
                .ifPresent(keys -> builder.credentialsProvider(StaticCredentialsProvider.create(keys)));
        return builder.build();
    }

    private static AwsCredentials credentials(S3Connection.Keys keys) {
        return keys.sessionToken()
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(keys.accessKey(), keys.secretKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(keys.accessKey(), keys.secretKey()));
    }

    static SdkHttpClient httpClient(S3Connection connection) {
        return new TracedCalls(Apache5HttpClient.builder()
                .maxConnections(connection.maxConnections())
                .connectionTimeout(connection.connectTimeout())
                .connectionAcquisitionTimeout(connection.connectTimeout().multipliedBy(2))
                .socketTimeout(connection.readTimeout())
                .expectContinueEnabled(false)
                .tcpKeepAlive(true)
                .buildWithDefaults(AttributeMap.builder()
                        .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, connection.skipVerify())
                        .build()));
    }
}
