package dev.berth.registry.storage.gcs;

import com.google.cloud.storage.Blob;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One page of committed objects. Names that are not keys are passed over; components come behind all keys. */
final class Listing {
    private static final int MAX_AT_ONCE = 1_000;

    private final GcsCalls calls;
    private final ObjectNames names;

    Listing(GcsCalls calls, ObjectNames names) {
        this.calls = calls;
        this.names = names;
    }

    Page<StoredObject> page(String prefix, PageRequest request) throws StoreException {
        List<StoredObject> found = new ArrayList<>();
        String last = request.last().map(text -> names.root() + text).orElse("");
        String from = "";
        boolean more = true;
        while (more && found.size() <= request.limit()) {
            // From a name on, that name included: one for it, and one to see that there is more.
            int most = Math.min(MAX_AT_ONCE, request.limit() + 2 - found.size());
            String start = from.isEmpty() ? last : from;
            List<Blob> blobs = new ArrayList<>();
            calls.list(names.root() + prefix, start, most).forEach(blobs::add);
            blobs.stream()
                    .filter(blob -> blob.getName().compareTo(start) > 0 || start.isEmpty())
                    .forEach(blob -> stored(blob).ifPresent(found::add));
            more = blobs.size() >= most
                    && !names.isComponent(blobs.get(blobs.size() - 1).getName());
            from = blobs.isEmpty() ? "" : blobs.get(blobs.size() - 1).getName();
        }
        return Page.ofFetched(found, request.limit());
    }

    private Optional<StoredObject> stored(Blob blob) {
        Optional<String> md5 = Optional.ofNullable(blob.getMd5ToHexString());
        return names.key(blob.getName())
                .map(key ->
                        new StoredObject(key, blob.getSize(), Instant.from(blob.getCreateTimeOffsetDateTime()), md5));
    }
}
