package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Page;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportedBlob;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds the content of the listed folders. The digests of an algorithm are divided into ranges, at most one for each
 * thread, which a thread lists page after page, and into parts of some thousand blobs, each with a fingerprint: a
 * listing is whole pages, and a part is what memory holds.
 */
final class BlobFolders {
    private static final long MAX_PART = 4_000;
    /** The last page of a range is in part of the next one. */
    private static final long MIN_RANGE = 10_000;

    private static final int HEX = 16;
    private static final int MAX_DIGITS = 6;

    private final ClassicReader reader;
    private final MigrationStore store;
    private final Retries retries;
    private final RunResults results;

    BlobFolders(ClassicReader reader, MigrationStore store, Retries retries, RunResults results) {
        this.reader = reader;
        this.store = store;
        this.retries = retries;
        this.results = results;
    }

    /** An unused algorithm is recognized by its empty listing, a small registry by a listing of one page. */
    void importAll(int threads) throws StoreException {
        List<Workers.Task> tasks = new ArrayList<>();
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            String folder = ClassicLayout.BLOBS + algorithm + '/';
            Page<StoredObject> first = reader.list(folder, "");
            double expected = expected(first.items());
            int digits = first.more() ? digits(expected) : 0;
            int ranges = first.more() ? (int) Math.max(1, Math.min(threads, expected / MIN_RANGE)) : 1;
            for (int range = 0; range < ranges && !first.items().isEmpty(); range++) {
                String from = range == 0 ? "" : boundary(folder, digits, range, ranges);
                String end = range + 1 == ranges ? "" : boundary(folder, digits, range + 1, ranges);
                Range keys = new Range(folder, digits, from, end);
                Optional<Page<StoredObject>> page = range == 0 ? Optional.of(first) : Optional.empty();
                tasks.add(() -> keys.importAll(page));
            }
        }
        Workers.run(threads, tasks);
    }

    /** The number of all blobs, if they are spread as those of the first page. */
    private static double expected(List<StoredObject> first) {
        double share = 1;
        for (StoredObject object : first) {
            share = ClassicLayout.digestOfBlob(object.key())
                    .map(digest -> (Integer.parseInt(digest.hex().substring(0, MAX_DIGITS), HEX) + 1)
                            / Math.pow(HEX, MAX_DIGITS))
                    .orElse(share);
        }
        return first.size() / share;
    }

    /** The digits that divide this number of blobs into parts. */
    private static int digits(double expected) {
        int digits = 2;
        while (digits < MAX_DIGITS && expected > MAX_PART * Math.pow(HEX, digits)) {
            digits++;
        }
        return digits;
    }

    /** The beginning of the keys of a range. */
    private static String boundary(String folder, int digits, int range, int ranges) {
        long part = (long) Math.pow(HEX, digits) * range / ranges;
        String hex = String.format("%0" + digits + "x", part);
        return folder + hex.substring(0, 2) + '/' + hex;
    }

    /** The blobs behind {@code from} and before {@code end}; for one thread. */
    private final class Range {
        private final String folder;
        private final int digits;
        private final String from;
        private final String end;
        private final List<ImportedBlob> blobs = new ArrayList<>();
        private String part = "";
        private Fingerprint fingerprint = new Fingerprint();

        Range(String folder, int digits, String from, String end) {
            this.folder = folder;
            this.digits = digits;
            this.from = from;
            this.end = end;
        }

        /** @param first the first page, if it is known */
        void importAll(Optional<Page<StoredObject>> first) throws StoreException {
            Page<StoredObject> page = first.isPresent() ? first.get() : reader.list(folder, from);
            String last = add(page);
            while (page.more() && (end.isEmpty() || last.compareTo(end) < 0)) {
                page = reader.list(folder, last);
                last = add(page);
                results.publish();
            }
            conclude();
            results.publish();
        }

        /** The last key. */
        private String add(Page<StoredObject> page) throws StoreException {
            String last = from;
            for (StoredObject object : page.items()) {
                last = object.key().value();
                if (!end.isEmpty() && last.compareTo(end) >= 0) {
                    break;
                }
                add(object);
            }
            return last;
        }

        private void add(StoredObject object) throws StoreException {
            Optional<Digest> digest = ClassicLayout.digestOfBlob(object.key());
            if (digest.isEmpty()) {
                results.found(MigrationReason.STRAY_FILE, "", object.key().value(), "not the content of a digest");
                return;
            }
            String its = digest.get().hex().substring(0, digits);
            if (!its.equals(part)) {
                conclude();
                part = its;
            }
            fingerprint.add(object);
            results.blobs.increment();
            results.bytes.add(object.size());
            blobs.add(new ImportedBlob(digest.get(), object.size(), object.key(), object.modified()));
        }

        /** Concluded behind a slash, so that no repository is called alike. */
        private void conclude() throws StoreException {
            String source = "/" + folder + part;
            Fingerprints now = new Fingerprints(Optional.of(fingerprint.value()), Optional.empty());
            fingerprint = new Fingerprint();
            if (!blobs.isEmpty()
                    && !retries.call(() -> store.progress().find(source)).equals(Optional.of(now))) {
                Batches.forEach(
                        blobs, batch -> retries.call(() -> store.content().addBlobs(batch)));
                retries.call(() -> {
                    store.progress().conclude(source, now);
                    return now;
                });
            }
            blobs.clear();
        }
    }
}
