package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ExportStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The content of a repository. Tags were read first and blobs last, so that each has what it needs even if pushes go on
 * meanwhile.
 */
record ExportedContent(Map<Tag, Digest> tags, Set<Digest> manifests, Map<Digest, AuditedBlob> blobs) {

    static ExportedContent read(ExportStore store, Retries retries, RepositoryName name) throws StoreException {
        Map<Tag, Digest> tags = new TreeMap<>();
        Set<Digest> manifests = new TreeSet<>();
        Map<Digest, AuditedBlob> blobs = new HashMap<>();
        readAll(
                page -> retries.call(() -> store.tags(name, page)),
                tag -> tag.tag().value(),
                tag -> tags.put(tag.tag(), tag.digest()));
        readAll(page -> retries.call(() -> store.manifests(name, page)), Digest::toString, manifests::add);
        readAll(
                page -> retries.call(() -> store.blobs(name, page)),
                blob -> blob.digest().toString(),
                blob -> blobs.put(blob.digest(), blob));
        return new ExportedContent(tags, manifests, blobs);
    }

    private static <T> void readAll(Batches.Pages<T> pages, Function<T, String> name, Consumer<T> taker)
            throws StoreException {
        Batches.forEachPage(pages, name, items -> items.forEach(taker));
    }
}
