package dev.berth.registry.storage.s3;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server that speaks S3, and buckets of it.
 *
 * @param endpoint its address
 * @param settings the settings of a store on it
 */
public record S3Server(
        URI endpoint, String accessKey, String secretKey, UnaryOperator<S3StoreConfig.Builder> settings) {
    public static final String ACCESS_KEY = "access";
    public static final String SECRET_KEY = "secret-secret";
    /** The property that names a server that was started by hand. */
    public static final String NAMED = "berth.s3";

    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static final long STARTED = System.currentTimeMillis();

    /** A server with these tests' own credentials that needs no settings. */
    public S3Server(URI endpoint) {
        this(endpoint, ACCESS_KEY, SECRET_KEY, UnaryOperator.identity());
    }

    /** The server that the system properties {@code berth.s3} (its address) and {@code berth.s3.*} name. */
    public static S3Server named() {
        S3Checksum checksum = S3Checksum.valueOf(property("checksum", "CRC32C"));
        boolean conditional = Boolean.parseBoolean(property("conditionalwrites", "true"));
        return new S3Server(
                URI.create(System.getProperty(NAMED, "")),
                property("accesskey", ACCESS_KEY),
                property("secretkey", SECRET_KEY),
                config -> config.checksum(checksum).conditionalWrites(conditional));
    }

    private static String property(String name, String otherwise) {
        return System.getProperty(NAMED + "." + name, otherwise);
    }

    private static final class InThisJvm {
        private static final S3Server STARTED = start();

        private static S3Server start() {
            try {
                S3Proxy proxy = S3Proxy.builder()
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                        .blobStore(new TransientNio2BlobStore())
                        .v4MaxNonChunkedRequestSize(64L << 20)
                        .ignoreUnknownHeaders(true)
                        .build();
                proxy.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(proxy)));
                return new S3Server(URI.create("http://127.0.0.1:" + proxy.getPort()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static void stop(S3Proxy proxy) {
            try {
                proxy.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** S3Proxy, with signatures checked and objects in memory, as long as this process lives. */
    public static S3Server inThisJvm() {
        return InThisJvm.STARTED;
    }

    S3Connection connection() {
        return S3Connection.builder()
                .endpoint(endpoint)
                .pathStyle(true)
                .credentials(accessKey, secretKey)
                .build();
    }

    /** A new bucket. */
    public String newBucket() {
        String bucket = "berth-" + Long.toString(STARTED, Character.MAX_RADIX) + "-" + BUCKETS.incrementAndGet();
        try (SdkHttpClient http = S3Clients.httpClient(connection());
                S3Client client = S3Clients.client(connection(), http)) {
            client.createBucket(request -> request.bucket(bucket));
        }
        return bucket;
    }
}
