package dev.berth.registry.launcher.assembly;

import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.GcsKeys;
import dev.berth.registry.launcher.config.Urls;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.gcs.GcsBlobStore;
import dev.berth.registry.storage.gcs.GcsStoreConfig;

/** The mapping from the configuration to a bucket of Google Cloud Storage. */
final class GcsMapping implements ObjectStoreMapping {
    private final Configuration configuration;

    GcsMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String driver() {
        return "gcs";
    }

    @Override
    public boolean isConfigured() {
        return GcsKeys.all().stream().anyMatch(configuration::isGiven);
    }

    @Override
    public String description() {
        return "bucket " + bucket() + " at "
                + configuration
                        .get(GcsKeys.ENDPOINT)
                        .map(url -> Urls.shown(url.toString()))
                        .orElse("Google Cloud Storage");
    }

    @Override
    public BlobStore open() throws StoreException {
        return GcsBlobStore.open(store());
    }

    GcsStoreConfig store() {
        GcsStoreConfig.Builder store = GcsStoreConfig.builder(bucket())
                .rootDirectory(configuration.get(GcsKeys.ROOTDIRECTORY))
                .maxConcurrency(configuration.get(GcsKeys.MAXCONCURRENCY))
                .userAgent(configuration.get(GcsKeys.USERAGENT));
        configuration.get(GcsKeys.KEYFILE).ifPresent(store::keyFile);
        configuration.get(GcsKeys.CREDENTIALS).ifPresent(store::credentials);
        configuration.get(GcsKeys.ENDPOINT).ifPresent(store::endpoint);
        configuration.get(GcsKeys.CHUNKSIZE).ifPresent(size -> store.chunkSize(Math.toIntExact(size)));
        return store.build();
    }

    private String bucket() {
        return configuration
                .get(GcsKeys.BUCKET)
                .orElseThrow(() -> new IllegalArgumentException("storage.gcs.bucket is not set"));
    }
}
