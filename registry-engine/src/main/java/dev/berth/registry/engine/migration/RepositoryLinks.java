package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ImportedLink;
import dev.berth.registry.spi.migration.LinkedContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Links one repository to its blobs and finds the payloads of its manifests: one statement, unless content is not in
 * the database yet. Used once.
 */
final class RepositoryLinks {
    /** The lengths of the linked blobs. */
    final Map<Digest, Long> sizes = new HashMap<>();

    final Map<Digest, AuditedBlob> payloads = new HashMap<>();
    private final ClassicRepository repository;
    private final RepositoryName name;
    private final ImportTools tools;

    RepositoryLinks(ClassicRepository repository, RepositoryName name, ImportTools tools) {
        this.repository = repository;
        this.name = name;
        this.tools = tools;
    }

    /** Content without a row may be newer than the listing of content; it is searched in storage. */
    void link() throws StoreException {
        link(repository.layers.keySet(), repository.revisions.keySet());
        Set<Digest> layers = without(repository.layers.keySet(), sizes.keySet());
        Set<Digest> manifests = without(repository.revisions.keySet(), payloads.keySet());
        Set<Digest> unknown = new HashSet<>(layers);
        unknown.addAll(manifests);
        Set<Digest> found = tools.blobs().find(unknown).keySet();
        layers.forEach(layer -> reportMissing(layer, found));
        layers.retainAll(found);
        manifests.retainAll(found);
        link(layers, manifests);
    }

    private void reportMissing(Digest layer, Set<Digest> found) {
        if (!found.contains(layer)) {
            tools.results()
                    .found(MigrationReason.LAYER_MISSING, name.value(), layer.toString(), "its content is missing");
        }
    }

    /** The lengths of linked blobs and of payloads. */
    Map<Digest, Long> sizesOfAll() {
        Map<Digest, Long> all = new HashMap<>(sizes);
        payloads.forEach((digest, payload) -> all.put(digest, payload.size()));
        return all;
    }

    /** Links that the old registry did not have. */
    void add(Collection<Digest> layers) throws StoreException {
        link(new HashSet<>(layers), Set.of());
    }

    private void link(Set<Digest> layers, Set<Digest> manifests) throws StoreException {
        List<ImportedLink> links = new ArrayList<>();
        Instant now = tools.now();
        layers.forEach(layer -> links.add(new ImportedLink(layer, repository.layers.getOrDefault(layer, now))));
        List<Digest> wanted = List.copyOf(manifests);
        for (int from = 0; from < Math.max(links.size(), wanted.size()); from += Batches.MAX) {
            List<ImportedLink> some = Batches.at(from, links);
            List<Digest> others = Batches.at(from, wanted);
            LinkedContent linked =
                    tools.retries().call(() -> tools.store().content().link(name, some, others));
            tools.results().links.add(linked.made());
            sizes.putAll(linked.sizes());
            payloads.putAll(linked.payloads());
        }
    }

    private static Set<Digest> without(Set<Digest> all, Set<Digest> known) {
        Set<Digest> rest = new HashSet<>(all);
        rest.removeAll(known);
        return rest;
    }
}
