package dev.berth.registry.launcher.assembly;

import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.S3Keys;
import dev.berth.registry.launcher.config.Urls;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.s3.S3BlobStore;
import dev.berth.registry.storage.s3.S3Checksum;
import dev.berth.registry.storage.s3.S3Connection;
import dev.berth.registry.storage.s3.S3StoreConfig;
import java.net.URI;
import java.util.Optional;

/** The mapping from the configuration to a bucket of S3. */
final class S3Mapping implements ObjectStoreMapping {
    private final Configuration configuration;

    S3Mapping(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String driver() {
        return "s3";
    }

    @Override
    public boolean isConfigured() {
        return S3Keys.all().stream().anyMatch(configuration::isGiven);
    }

    @Override
    public String description() {
        return "bucket " + bucket() + " at "
                + endpoint().map(url -> Urls.shown(url.toString())).orElse("AWS");
    }

    @Override
    public BlobStore open() {
        return S3BlobStore.open(connection(), store());
    }

    S3Connection connection() {
        S3Connection.Builder connection = S3Connection.builder()
                .pathStyle(configuration
                        .get(S3Keys.PATHSTYLE)
                        .orElse(configuration.get(S3Keys.REGIONENDPOINT).isPresent()))
                .skipVerify(configuration.get(S3Keys.SKIPVERIFY))
                .maxConnections(configuration.get(S3Keys.MAXCONNECTIONS))
                .connectTimeout(configuration.get(S3Keys.CONNECTTIMEOUT))
                .readTimeout(configuration.get(S3Keys.READTIMEOUT));
        configuration.get(S3Keys.REGION).ifPresent(connection::region);
        endpoint().ifPresent(connection::endpoint);
        addCredentials(connection);
        return connection.build();
    }

    private Optional<URI> endpoint() {
        Optional<String> given = configuration.get(S3Keys.REGIONENDPOINT);
        if (given.isEmpty() && !configuration.get(S3Keys.SECURE)) {
            throw new IllegalArgumentException(
                    "storage.s3.secure: false requires storage.s3.regionendpoint; AWS is called by https only");
        }
        String scheme = configuration.get(S3Keys.SECURE) ? "https://" : "http://";
        return given.map(text -> url(text.contains("://") ? text : scheme + text));
    }

    private static URI url(String text) {
        URI url = Urls.parse(text);
        if (url.getRawUserInfo() != null || url.getRawQuery() != null) {
            throw new IllegalArgumentException("storage.s3.regionendpoint has a user or a query: set accesskey and"
                    + " secretkey for credentials");
        }
        return url;
    }

    private void addCredentials(S3Connection.Builder connection) {
        Optional<String> accessKey = configuration.get(S3Keys.ACCESSKEY);
        Optional<String> secretKey = configuration.get(S3Keys.SECRETKEY);
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw new IllegalArgumentException("storage.s3.accesskey and storage.s3.secretkey are required together");
        }
        if (accessKey.isPresent()) {
            String secret = secretKey.orElseThrow();
            configuration
                    .get(S3Keys.SESSIONTOKEN)
                    .ifPresentOrElse(
                            token -> connection.credentials(accessKey.get(), secret, token),
                            () -> connection.credentials(accessKey.get(), secret));
        }
    }

    S3StoreConfig store() {
        S3StoreConfig.Builder store = S3StoreConfig.builder(bucket())
                .rootDirectory(configuration.get(S3Keys.ROOTDIRECTORY))
                .chunkSize(configuration.get(S3Keys.CHUNKSIZE))
                .encrypt(configuration.get(S3Keys.ENCRYPT))
                .checksum(checksum())
                .conditionalWrites(configuration.get(S3Keys.CONDITIONALWRITES))
                .maxRetries(configuration.get(S3Keys.MAXRETRIES));
        configuration.get(S3Keys.KEYID).ifPresent(store::keyId);
        configuration.get(S3Keys.STORAGECLASS).ifPresent(store::storageClass);
        configuration.get(S3Keys.OBJECTACL).ifPresent(store::objectAcl);
        configuration.get(S3Keys.BUFFERMEMORY).ifPresent(store::bufferMemory);
        configuration.get(S3Keys.SPOOLDIRECTORY).ifPresent(store::spoolDirectory);
        int rate = configuration.get(S3Keys.MAXREQUESTSPERSECOND);
        return rate == 0 ? store.build() : store.maxRequestsPerSecond(rate).build();
    }

    private S3Checksum checksum() {
        return configuration.get(S3Keys.CHECKSUM_DISABLED)
                ? S3Checksum.NONE
                : S3Checksum.valueOf(
                        configuration.get(S3Keys.CHECKSUM_ALGORITHM).name());
    }

    private String bucket() {
        return configuration
                .get(S3Keys.BUCKET)
                .orElseThrow(() -> new IllegalArgumentException("storage.s3.bucket is not set"));
    }
}
