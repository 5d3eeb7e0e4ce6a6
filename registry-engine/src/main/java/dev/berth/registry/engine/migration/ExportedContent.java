package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ExportStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private static final int PAGE = 1_000;

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

    /** A list that is read in pages. */
    interface Pages<T> {
        Page<T> read(PageRequest page) throws StoreException;
    }

    /** Reads all pages. */
    static <T> void readAll(Pages<T> pages, Function<T, String> name, Consumer<T> taker) throws StoreException {
        PageRequest next = PageRequest.first(PAGE);
        Optional<String> last;
        do {
            Page<T> page = pages.read(next);
            page.items().forEach(taker);
            last = page.next(name);
            next = new PageRequest(PAGE, last);
        } while (last.isPresent());
    }
}
