package dev.berth.registry.launcher.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.GcsKeys;
import dev.berth.registry.launcher.config.S3Keys;
import dev.berth.registry.storage.gcs.GcsStoreConfig;
import dev.berth.registry.storage.s3.S3Checksum;
import dev.berth.registry.storage.s3.S3Connection;
import dev.berth.registry.storage.s3.S3StoreConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each setting of an object store reaches the store. */
class ObjectStoreMappingTest {
    private static final String S3 = """
        storage:
          s3:
            bucket: blobs
            region: eu-central-1
            regionendpoint: s3.example.com:9000
            accesskey: AKIA
            secretkey: hidden
            sessiontoken: hidden-too
            rootdirectory: /root
            secure: false
            skipverify: true
            pathstyle: false
            encrypt: true
            keyid: alias/registry
            storageclass: STANDARD_IA
            objectacl: private
            chunksize: 20MiB
            buffermemory: 50MiB
            spooldirectory: /spool
            checksum_disabled: false
            checksum_algorithm: sha256
            conditionalwrites: false
            maxrequestspersecond: 350
            maxretries: 7
            maxconnections: 9
            connecttimeout: 2s
            readtimeout: 30s
        """;
    private static final String GCS = """
        storage:
          gcs:
            bucket: blobs
            rootdirectory: /root
            keyfile: /key.json
            chunksize: 1MiB
            maxconcurrency: 20
            useragent: mine
            endpoint: http://localhost:4443
        """;

    @TempDir
    Path directory;

    @Test
    void theConnectionToS3IsAsConfigured() throws Exception {
        S3Connection connection = new S3Mapping(read(S3)).connection();

        assertThat(connection.region()).hasValue("eu-central-1");
        assertThat(connection.endpoint()).hasValue(URI.create("http://s3.example.com:9000"));
        assertThat(connection.pathStyle()).isFalse();
        assertThat(connection.skipVerify()).isTrue();
        assertThat(connection.maxConnections()).isEqualTo(9);
        assertThat(connection.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(connection.readTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(connection.toString()).contains("accessKey=AKIA").doesNotContain("hidden");
    }

    @Test
    void objectsInS3AreAsConfigured() throws Exception {
        S3StoreConfig store = new S3Mapping(read(S3)).store();

        assertThat(store.bucket()).isEqualTo("blobs");
        assertThat(store.rootDirectory()).isEqualTo("/root");
        assertThat(store.encrypt()).isTrue();
        assertThat(store.keyId()).hasValue("alias/registry");
        assertThat(store.storageClass()).hasValue("STANDARD_IA");
        assertThat(store.objectAcl()).hasValue("private");
        assertThat(store.checksum()).isEqualTo(S3Checksum.SHA256);
        assertThat(store.conditionalWrites()).isFalse();
    }

    @Test
    void callsOfS3AreAsConfigured() throws Exception {
        S3StoreConfig store = new S3Mapping(read(S3)).store();

        assertThat(store.chunkSize()).isEqualTo(20 << 20);
        assertThat(store.bufferMemory()).isEqualTo(50 << 20);
        assertThat(store.spoolDirectory()).isEqualTo(Path.of("/spool"));
        assertThat(store.maxRequestsPerSecond()).hasValue(350);
        assertThat(store.maxRetries()).isEqualTo(7);
    }

    @Test
    void checksumsCanBeLeftOut() throws Exception {
        String without = S3.replace("checksum_disabled: false", "checksum_disabled: true");

        assertThat(new S3Mapping(read(without)).store().checksum()).isEqualTo(S3Checksum.NONE);
    }

    @Test
    void awsIsNeverCalledInClearText() throws Exception {
        S3Mapping settings = new S3Mapping(read("storage: {s3: {bucket: b, secure: false}}"));

        assertThatIllegalArgumentException()
                .isThrownBy(settings::connection)
                .withMessageContaining("storage.s3.secure");
    }

    @Test
    void googleCloudStorageIsAsConfigured() throws Exception {
        GcsStoreConfig store = new GcsMapping(read(GCS)).store();

        assertThat(store.bucket()).isEqualTo("blobs");
        assertThat(store.rootDirectory()).isEqualTo("/root");
        assertThat(store.keyFile()).hasValue(Path.of("/key.json"));
        assertThat(store.chunkSize()).isEqualTo(1 << 20);
        assertThat(store.maxConcurrency()).isEqualTo(20);
        assertThat(store.userAgent()).isEqualTo("mine");
        assertThat(store.endpoint()).hasValue(URI.create("http://localhost:4443"));
    }

    @Test
    void noSettingIsForgottenHere() throws Exception {
        Configuration s3 = read(S3);
        Configuration gcs = read(GCS);

        assertThat(S3Keys.all()).allMatch(s3::isGiven);
        // Its way to the store is seen in the store's own test: it is never shown.
        assertThat(GcsKeys.all()).filteredOn(key -> !gcs.isGiven(key)).containsExactly(GcsKeys.CREDENTIALS);
    }

    private Configuration read(String yaml) throws Exception {
        Path file = Files.writeString(directory.resolve("registry.yml"), yaml);
        return ConfigurationReader.read(file, Map.of());
    }
}
