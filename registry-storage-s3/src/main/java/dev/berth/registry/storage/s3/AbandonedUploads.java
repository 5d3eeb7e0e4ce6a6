package dev.berth.registry.storage.s3;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.KeysInUse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The remains of unfinished writers: tails and uploads. Both are listed in the order of their keys, so that those of
 * many keys are found in one pass from the first to the last, usually with one call each; there are few.
 */
final class AbandonedUploads {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedUploads.class);
    private static final String TAILS = "the last bytes of unfinished uploads";
    private static final String UPLOADS = "unfinished multipart uploads";

    private final S3Calls calls;
    private final ObjectNames names;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    AbandonedUploads(S3Calls calls, ObjectNames names) {
        this.calls = calls;
        this.names = names;
    }

    /** The search: the keys and the time, without keys in use. */
    private record Search(
            String first, String last, String prefix, BiPredicate<StorageKey, Instant> wanted, KeysInUse inUse) {

        static Search of(Set<StorageKey> keys) {
            TreeSet<StorageKey> sorted = new TreeSet<>(keys);
            String first = sorted.first().value();
            String last = sorted.last().value();
            return new Search(
                    first, last, commonPrefix(first, last), (key, since) -> keys.contains(key), any -> Set.of());
        }

        static Search before(Instant time, KeysInUse inUse) {
            return new Search("", "", "", (key, since) -> !key.isPath() && since.isBefore(time), inUse);
        }

        /** Those of a page that are to be removed. */
        <T> List<T> unused(Map<T, StorageKey> found) throws StoreException {
            if (found.isEmpty()) {
                return List.of();
            }
            Set<StorageKey> used = inUse.among(Set.copyOf(found.values()));
            return found.entrySet().stream()
                    .filter(entry -> !used.contains(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        boolean isBeyond(StorageKey key) {
            return !last.isEmpty() && key.value().compareTo(last) > 0;
        }

        /**
         * A name behind which {@code first} comes, with what follows it, and little else. It begins with the prefix,
         * because some stores refuse any other; empty when there is none.
         */
        String before(String root) {
            int end = first.length() - 1;
            if (prefix.length() > end) {
                return "";
            }
            return root + first.substring(0, end) + (char) (first.charAt(end) - 1) + ObjectNames.MARK;
        }

        private static String commonPrefix(String first, String last) {
            int length = 0;
            while (length < Math.min(first.length(), last.length()) && first.charAt(length) == last.charAt(length)) {
                length++;
            }
            return first.substring(0, length);
        }
    }

    /**
     * Removes the remains of these keys; a failure must not prevent the deletion of the objects themselves.
     *
     * @return a failure after which trying again may find more
     */
    Optional<StoreException> remove(Set<StorageKey> keys) {
        Search search = Search.of(keys);
        Optional<StoreException> tails = failure(TAILS, () -> removeTails(search));
        Optional<StoreException> uploads = failure(UPLOADS, () -> removeUploads(search));
        return tails.or(() -> uploads);
    }

    /** Removes the remains from before a time under keys that are not in use: tails, uploads and their parts. */
    int removeAbandoned(Instant before, KeysInUse inUse) throws StoreException {
        Search search = Search.before(before, inUse);
        return removed(TAILS, () -> removeTails(search)) + removed(UPLOADS, () -> removeUploads(search));
    }

    private interface Removal {
        int run() throws StoreException;
    }

    private Optional<StoreException> failure(String kind, Removal removal) {
        try {
            removed(kind, removal);
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e);
        }
    }

    /** Skips operations that the store does not support, and reports that once. */
    private int removed(String kind, Removal removal) throws StoreException {
        try {
            return removal.run();
        } catch (StoreException e) {
            if (e.kind() != Kind.PERMANENT) {
                throw e;
            }
            if (reported.add(kind)) {
                LOG.warn("cannot remove {}; a lifecycle rule of the bucket has to: {}", kind, e.getMessage());
            }
            return 0;
        }
    }

    private int removeTails(Search search) throws StoreException {
        String prefix = names.tails(search.prefix());
        String after = search.before(names.tails(""));
        int removed = 0;
        boolean more = true;
        while (more) {
            ListObjectsV2Response response = calls.list(prefix, after, S3Calls.MAX_AT_ONCE);
            Map<String, StorageKey> found = new LinkedHashMap<>();
            more = Boolean.TRUE.equals(response.isTruncated());
            for (S3Object object : response.contents()) {
                after = object.key();
                Optional<StorageKey> key = names.tailKey(object.key());
                more &= key.filter(search::isBeyond).isEmpty();
                key.filter(known -> search.wanted().test(known, object.lastModified()))
                        .ifPresent(known -> found.put(object.key(), known));
            }
            List<String> due = search.unused(found);
            calls.deleteAll(due);
            removed += due.size();
        }
        return removed;
    }

    private int removeUploads(Search search) throws StoreException {
        String prefix = names.root() + search.prefix();
        String afterName = search.before(names.root());
        String afterId = "";
        int removed = 0;
        boolean more = true;
        while (more) {
            Optional<ListMultipartUploadsResponse> page = calls.uploads(prefix, afterName, afterId);
            if (page.isEmpty()) {
                return removed;
            }
            ListMultipartUploadsResponse response = page.get();
            more = Boolean.TRUE.equals(response.isTruncated());
            Map<MultipartUpload, StorageKey> found = new LinkedHashMap<>();
            for (MultipartUpload upload : response.uploads()) {
                Optional<StorageKey> key = names.key(upload.key()).or(() -> names.tailKey(upload.key()));
                more &= key.filter(search::isBeyond).isEmpty();
                key.filter(known -> search.wanted().test(known, upload.initiated()))
                        .ifPresent(known -> found.put(upload, known));
            }
            removed += abort(search.unused(found));
            afterName = more ? response.nextKeyMarker() : "";
            afterId = more && response.nextUploadIdMarker() != null ? response.nextUploadIdMarker() : "";
        }
        return removed;
    }

    private int abort(List<MultipartUpload> uploads) throws StoreException {
        for (MultipartUpload upload : uploads) {
            calls.abort(upload.key(), upload.uploadId());
        }
        return uploads.size();
    }
}
