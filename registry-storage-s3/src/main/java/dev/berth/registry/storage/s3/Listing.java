package dev.berth.registry.storage.s3;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One page of committed objects. Names that are not keys are passed over; the store lists in byte order, so that tails,
 * which come behind all keys, end the list.
 */
final class Listing {
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private final S3Calls calls;
    private final ObjectNames names;

    Listing(S3Calls calls, ObjectNames names) {
        this.calls = calls;
        this.names = names;
    }

    Page<StoredObject> page(String prefix, PageRequest request) throws StoreException {
        List<StoredObject> found = new ArrayList<>();
        String after = request.last().map(last -> names.root() + last).orElse("");
        while (found.size() <= request.limit()) {
            ListObjectsV2Response response =
                    calls.list(names.root() + prefix, after, request.limit() + 1 - found.size());
            List<S3Object> objects = response.contents();
            objects.forEach(object -> stored(object).ifPresent(found::add));
            boolean more = Boolean.TRUE.equals(response.isTruncated()) && !objects.isEmpty();
            if (!more || names.isTail(objects.get(objects.size() - 1).key())) {
                break;
            }
            after = objects.get(objects.size() - 1).key();
        }
        return Page.ofFetched(found, request.limit());
    }

    private Optional<StoredObject> stored(S3Object object) {
        Optional<StorageKey> key = names.key(object.key());
        return key.map(known -> new StoredObject(known, object.size(), object.lastModified(), md5(object.eTag())));
    }

    /** The ETag of an object that was stored by one request, unless it is encrypted; that of parts has a suffix. */
    private static Optional<String> md5(@Nullable String etag) {
        return Optional.ofNullable(etag)
                .map(text -> text.replace("\"", ""))
                .filter(text -> MD5.matcher(text).matches());
    }
}
