package dev.berth.registry.storage.s3;

import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What unfinished writers left: tails and uploads. Both are listed in the order of their keys, so that those of many keys
 * are found in one go from the first of them to the last, mostly with one call each; there are few.
 */
final class AbandonedUploads {
    private final S3Calls calls;
    private final ObjectNames names;

    AbandonedUploads(S3Calls calls, ObjectNames names) {
        this.calls = calls;
        this.names = names;
    }

    /** What is to be found: of which keys and since when. */
    private record Search(String first, String last, String prefix, BiPredicate<StorageKey, Instant> wanted) {

        static Search of(Set<StorageKey> keys) {
            TreeSet<StorageKey> sorted = new TreeSet<>(keys);
            String first = sorted.first().value();
            String last = sorted.last().value();
            return new Search(first, last, commonPrefix(first, last), (key, since) -> keys.contains(key));
        }

        static Search before(Instant time) {
            return new Search("", "", "", (key, since) -> since.isBefore(time));
        }

        boolean isBeyond(StorageKey key) {
            return !last.isEmpty() && key.value().compareTo(last) > 0;
        }

        /** A name behind which {@code first} comes, with what follows it, and little else. */
        String before(String root) {
            if (first.isEmpty()) {
                return "";
            }
            int end = first.length() - 1;
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

    /** Removes what is left of these keys. */
    void remove(Set<StorageKey> keys) throws StoreException {
        Search search = Search.of(keys);
        removeTails(search);
        removeUploads(search);
    }

    /** Removes what was left before a time: tails, uploads and their parts. */
    int removeAbandoned(Instant before) throws StoreException {
        Search search = Search.before(before);
        return removeTails(search) + removeUploads(search);
    }

    private int removeTails(Search search) throws StoreException {
        String prefix = names.tails(search.prefix());
        String after = search.before(names.tails(""));
        int removed = 0;
        boolean more = true;
        while (more) {
            ListObjectsV2Response response = calls.list(prefix, after, S3Calls.MAX_AT_ONCE);
            List<String> found = new ArrayList<>();
            more = Boolean.TRUE.equals(response.isTruncated());
            for (S3Object object : response.contents()) {
                after = object.key();
                Optional<StorageKey> key = names.tailKey(object.key());
                more &= key.filter(search::isBeyond).isEmpty();
                key.filter(known -> search.wanted().test(known, object.lastModified()))
                        .ifPresent(known -> found.add(object.key()));
            }
            if (!found.isEmpty()) {
                calls.delete(found);
            }
            removed += found.size();
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
            ListMultipartUploadsResponse response = calls.uploads(prefix, afterName, afterId);
            more = Boolean.TRUE.equals(response.isTruncated());
            for (MultipartUpload upload : response.uploads()) {
                Optional<StorageKey> key = names.key(upload.key());
                more &= key.filter(search::isBeyond).isEmpty();
                if (key.isPresent() && search.wanted().test(key.get(), upload.initiated())) {
                    calls.abort(upload.key(), upload.uploadId());
                    removed++;
                }
            }
            afterName = more ? response.nextKeyMarker() : "";
            afterId = more && response.nextUploadIdMarker() != null ? response.nextUploadIdMarker() : "";
        }
        return removed;
    }
}
