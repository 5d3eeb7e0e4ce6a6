package dev.berth.registry.engine;

import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.engine.manifest.ListedContent;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.StoredManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Referrers of a subject: manifests pushed with a subject, together with the entries of clients under the tag of the
 * fallback scheme for registries without the referrers API (OCI Distribution Specification, "Referrers Tag Schema" and
 * "Enabling the Referrers API").
 */
final class ReferrersList {
    private static final int LONGEST_HASH = 64;

    private final ManifestStore manifests;
    private final ManifestReader reader;

    ReferrersList(ManifestStore manifests, ManifestReader reader) {
        this.manifests = manifests;
        this.reader = reader;
    }

    Page<Descriptor> list(RepositoryName repository, Digest subject, ReferrersRequest request) throws StoreException {
        PageRequest page = request.page();
        if (page.limit() == 0) {
            return new Page<>(List.of(), false);
        }
        Page<Descriptor> stored = manifests.referrers(repository, subject, request.artifactType(), page);
        List<Descriptor> written = written(repository, subject).stream()
                .filter(referrer -> isWanted(referrer, request))
                .toList();
        return cut(written.isEmpty() ? stored : merge(stored, written, page.limit()));
    }

    /** Annotations can be as long as a manifest, each. */
    private static Page<Descriptor> cut(Page<Descriptor> page) {
        long characters = 0;
        for (int i = 0; i < page.items().size(); i++) {
            characters += characters(page.items().get(i));
            if (i > 0 && characters > ManifestStore.REFERRERS_PAGE) {
                return new Page<>(page.items().subList(0, i), true);
            }
        }
        return page;
    }

    private static long characters(Descriptor referrer) {
        return referrer.annotations().entrySet().stream()
                .mapToLong(annotation ->
                        annotation.getKey().length() + annotation.getValue().length())
                .sum();
    }

    /**
     * Both are sorted and begin after the same digest, so the first {@code limit} of both are the page. If the stored
     * page has a successor, the result ends with the last item of the stored page.
     */
    private static Page<Descriptor> merge(Page<Descriptor> stored, List<Descriptor> written, int limit) {
        SortedMap<String, Descriptor> all = new TreeMap<>();
        written.forEach(referrer -> all.put(referrer.digest().toString(), referrer));
        stored.items().forEach(referrer -> all.put(referrer.digest().toString(), referrer));
        if (stored.more() && !stored.items().isEmpty()) {
            Descriptor last = stored.items().get(stored.items().size() - 1);
            all.tailMap(last.digest() + "~").clear();
        }
        List<Descriptor> merged = new ArrayList<>(all.values());
        boolean cut = merged.size() > limit;
        return new Page<>(cut ? merged.subList(0, limit) : merged, cut || stored.more());
    }

    private static boolean isWanted(Descriptor referrer, ReferrersRequest request) {
        boolean type =
                request.artifactType().isEmpty() || request.artifactType().equals(referrer.artifactType());
        Optional<String> last = request.page().last();
        return type && (last.isEmpty() || referrer.digest().toString().compareTo(last.get()) > 0);
    }

    private List<Descriptor> written(RepositoryName repository, Digest subject) throws StoreException {
        Optional<StoredManifest> fallback = manifests.find(repository, fallbackTag(subject));
        return fallback.map(found -> reader.children(found.manifest())).orElse(List.of()).stream()
                .map(ListedContent::descriptor)
                .toList();
    }

    private static Tag fallbackTag(Digest subject) {
        String hash = subject.hex();
        return new Tag(subject.algorithm() + "-" + hash.substring(0, Math.min(hash.length(), LONGEST_HASH)));
    }
}
