package dev.berth.registry.storage.gcs;

import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.HttpMethod;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.SignUrlOption;
import com.google.cloud.storage.StorageException;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.PresignedReads;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Signs links with the service account's own key, without a call. */
final class GcsLinks implements PresignedReads {
    /** The limit of the store. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Storage storage;
    private final String bucket;
    private final ObjectNames names;

    GcsLinks(Storage storage, String bucket, ObjectNames names) {
        this.storage = storage;
        this.bucket = bucket;
        this.names = names;
    }

    @Override
    public URI link(StorageKey key, Terms terms) throws StoreException {
        Duration lifetime = terms.lifetime().compareTo(LONGEST) > 0 ? LONGEST : terms.lifetime();
        Map<String, String> headers = new HashMap<>();
        terms.contentType().ifPresent(value -> headers.put("response-content-type", value));
        terms.contentDisposition().ifPresent(value -> headers.put("response-content-disposition", value));
        HttpMethod method = switch (terms.method()) {
            case GET -> HttpMethod.GET;
            case HEAD -> HttpMethod.HEAD;
        };
        try {
            return storage.signUrl(
                            BlobInfo.newBuilder(bucket, names.of(key)).build(),
                            lifetime.toSeconds(),
                            TimeUnit.SECONDS,
                            SignUrlOption.withV4Signature(),
                            SignUrlOption.httpMethod(method),
                            SignUrlOption.withQueryParams(headers))
                    .toURI();
        } catch (IllegalStateException | StorageException | URISyntaxException e) {
            throw new StoreException(Kind.PERMANENT, "cannot sign a link to object " + key + ": " + e.getMessage(), e);
        }
    }
}
