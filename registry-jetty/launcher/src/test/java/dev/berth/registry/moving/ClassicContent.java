package dev.berth.registry.moving;

import dev.berth.registry.acceptance.SharedStorage;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in the files of an old registry, whether it serves them or not.
 *
 * @param repositories the names of repositories
 * @param manifests the digests that are manifests in any repository
 * @param blobs all other digests
 * @param linked the digests that a repository has
 * @param stored the digests whose content is there
 */
record ClassicContent(
        Set<String> repositories, Set<String> manifests, Set<String> blobs, Set<String> linked, Set<String> stored) {
    private static final Pattern PATH =
            Pattern.compile("docker/registry/v2/(?:repositories/(.+)/_(manifests/revisions|layers)/(\\w+)/(\\w+)/link"
                    + "|blobs/(\\w+)/\\w\\w/(\\w+)/data)");
    private static final int PAGE = 1_000;

    static ClassicContent in(SharedStorage storage) throws StoreException {
        ClassicContent content =
                new ClassicContent(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        try (BlobStore store = storage.open()) {
            Optional<PageRequest> next = Optional.of(PageRequest.first(PAGE));
            while (next.isPresent()) {
                Page<StoredObject> page = store.list("docker/registry/v2/", next.get());
                page.items().forEach(object -> content.add(object.key().value()));
                next = page.next(object -> PageRequest.after(object.key().value(), PAGE));
            }
        }
        content.blobs.removeAll(content.manifests);
        return content;
    }

    private void add(String key) {
        Matcher path = PATH.matcher(key);
        if (!path.matches()) {
            return;
        }
        if (path.group(1) == null) {
            stored.add(path.group(5) + ":" + path.group(6));
            blobs.add(path.group(5) + ":" + path.group(6));
        } else {
            String digest = path.group(3) + ":" + path.group(4);
            repositories.add(path.group(1));
            linked.add(digest);
            (path.group(2).equals("layers") ? blobs : manifests).add(digest);
        }
    }
}
