package dev.berth.registry.storage.s3;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server that speaks S3, and buckets of it.
 *
 * @param endpoint where it listens
 */
public record S3Server(URI endpoint) {
    public static final String ACCESS_KEY = "access";
    public static final String SECRET_KEY = "secret-secret";
    private static final AtomicInteger BUCKETS = new AtomicInteger();

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
                .credentials(ACCESS_KEY, SECRET_KEY)
                .build();
    }

    /** A bucket nobody else has. */
    public String newBucket() {
        String bucket = "berth-" + BUCKETS.incrementAndGet();
        try (SdkHttpClient http = S3Clients.httpClient(connection());
                S3Client client = S3Clients.client(connection(), http)) {
            client.createBucket(request -> request.bucket(bucket));
        }
        return bucket;
    }
}
