package dev.berth.registry.engine.migration;

import dev.berth.registry.MigrationReason;
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

/** Adds the content of the listed folders: 256 for each algorithm, each a separate task. */
final class BlobFolders {
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

    /** One page is one task; an unused algorithm is recognized by its empty listing. */
    void importAll(int threads) throws StoreException {
        List<Workers.Task> tasks = new ArrayList<>();
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            String all = ClassicLayout.BLOBS + algorithm + '/';
            Page<StoredObject> first = reader.list(all, "");
            if (!first.more() && !first.items().isEmpty()) {
                tasks.add(() -> importFolder(all));
            } else if (first.more()) {
                for (int digits = 0; digits < 256; digits++) {
                    String folder = ClassicLayout.folder(algorithm, String.format("%02x", digits));
                    tasks.add(() -> importFolder(folder));
                }
            }
        }
        Workers.run(threads, tasks);
    }

    /** Concluded behind a slash, so that no repository is called alike. */
    private void importFolder(String folder) throws StoreException {
        Fingerprint fingerprint = new Fingerprint();
        List<ImportedBlob> blobs = new ArrayList<>();
        String last = "";
        boolean more = true;
        while (more) {
            Page<StoredObject> page = reader.list(folder, last);
            for (StoredObject object : page.items()) {
                fingerprint.add(object);
                add(object, blobs);
                last = object.key().value();
            }
            more = page.more();
        }
        String source = "/" + folder;
        Fingerprints now = new Fingerprints(Optional.of(fingerprint.value()), Optional.empty());
        if (!retries.call(() -> store.progress().find(source)).equals(Optional.of(now))) {
            Batches.forEach(blobs, batch -> retries.call(() -> store.content().addBlobs(batch)));
            retries.call(() -> {
                store.progress().conclude(source, now);
                return now;
            });
        }
        results.publish();
    }

    private void add(StoredObject object, List<ImportedBlob> blobs) {
        Optional<Digest> digest = ClassicLayout.digestOfBlob(object.key());
        if (digest.isEmpty()) {
            results.found(MigrationReason.STRAY_FILE, "", object.key().value(), "not the content of a digest");
            return;
        }
        results.blobs.increment();
        results.bytes.add(object.size());
        blobs.add(new ImportedBlob(digest.get(), object.size(), object.key(), object.modified()));
    }
}
