package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.ImportedItems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes from the source the content that was deleted here: what both had in common, and the source has not changed
 * since. Content that only the source ever had stays. Used once.
 */
final class ExportRemoval {
    private final ClassicRepository there;
    private final ExportedContent here;
    private final ImportedItems known;
    private final RunResults results;
    private final ClassicWriter writer;
    private final Set<Digest> named = new HashSet<>();

    ExportRemoval(
            ClassicRepository there,
            ExportedContent here,
            ImportedItems known,
            RunResults results,
            ClassicWriter writer) {
        this.there = there;
        this.here = here;
        this.known = known;
        this.results = results;
        this.writer = writer;
    }

    /**
     * Removes tags, then manifests, then links.
     *
     * @param targets the targets of the tags of the source
     */
    ImportedItems run(Map<Tag, Digest> targets) throws StoreException {
        Map<Tag, Digest> tags = removeTags(targets);
        Set<Digest> manifests = removeManifests();
        Set<Digest> links = removeLinks();
        return new ImportedItems(manifests, links, tags);
    }

    private Map<Tag, Digest> removeTags(Map<Tag, Digest> targets) throws StoreException {
        Map<Tag, Digest> gone = new HashMap<>();
        for (Map.Entry<Tag, Digest> tag : targets.entrySet()) {
            if (here.tags().containsKey(tag.getKey())) {
                continue;
            }
            Digest common = known.tags().get(tag.getKey());
            if (tag.getValue().equals(common)) {
                gone.put(tag.getKey(), common);
                delete(files(tag.getKey().value()));
            } else {
                named.add(tag.getValue());
                keep(
                        common == null ? MigrationReason.KEPT_IN_SOURCE : MigrationReason.CHANGED_IN_SOURCE,
                        tag.getKey().value());
            }
        }
        return gone;
    }

    private List<StorageKey> files(String tag) {
        List<StorageKey> keys = new ArrayList<>();
        ClassicTag files = there.tags.get(tag);
        keys.add(ClassicLayout.currentLink(there.name, tag));
        if (files != null) {
            files.entries().forEach(entry -> keys.add(ClassicLayout.indexLink(there.name, tag, entry)));
        }
        return keys;
    }

    private Set<Digest> removeManifests() throws StoreException {
        Set<Digest> gone = new HashSet<>();
        for (Digest revision : there.revisions.keySet()) {
            if (here.manifests().contains(revision)) {
                continue;
            }
            if (known.manifests().contains(revision) && !named.contains(revision)) {
                gone.add(revision);
                delete(List.of(ClassicLayout.revisionLink(there.name, revision)));
            } else {
                named.add(revision);
                keep(MigrationReason.KEPT_IN_SOURCE, revision.toString());
            }
        }
        return gone;
    }

    /** A manifest that stays may need any of them. */
    private Set<Digest> removeLinks() throws StoreException {
        Set<Digest> gone = new HashSet<>();
        for (Digest layer : there.layers.keySet()) {
            if (named.isEmpty()
                    && known.links().contains(layer)
                    && !here.blobs().containsKey(layer)) {
                gone.add(layer);
                delete(List.of(ClassicLayout.layerLink(there.name, layer)));
            }
        }
        return gone;
    }

    private void keep(MigrationReason reason, String item) {
        results.found(reason, there.name, item, "only the old registry has it");
    }

    private void delete(List<StorageKey> keys) throws StoreException {
        writer.delete(keys);
        results.removed.increment();
    }
}
