package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.StoredManifest;
import dev.berth.registry.spi.migration.ImportedItems;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Exports one repository: content, links, manifests, tags, and then the removal of what is gone, so that the source has
 * nothing that it cannot serve, whenever the export is interrupted. Used once.
 */
final class RepositoryExport {
    private final RepositoryName name;
    private final ImportTools tools;
    private final MetadataStore metadata;
    private final ContentExport content;
    private final ClassicWriter writer;
    private final MigrationRequest request;
    private final RunResults results;
    private final ClassicRepository there;
    private final ExportedContent here;
    private final ImportedItems known;
    private final boolean owned;
    private final Set<Digest> links = new HashSet<>();
    private final Set<Digest> manifests = new HashSet<>();
    private final Map<Tag, Digest> tags = new HashMap<>();
    private boolean changed;

    RepositoryExport(
            ClassicRepository there,
            ExportedContent here,
            ImportedItems known,
            ClassicExport.Parts parts,
            RepositoryName name) {
        this.name = name;
        this.there = there;
        this.here = here;
        this.known = known;
        this.tools = parts.tools();
        this.metadata = parts.metadata();
        this.content = parts.content();
        this.writer = parts.writer();
        this.request = parts.request();
        this.owned = parts.owned();
        this.results = tools.results();
    }

    void run() throws StoreException {
        for (AuditedBlob blob : here.blobs().values()) {
            exportBlob(blob);
        }
        for (Digest manifest : here.manifests()) {
            exportManifest(manifest);
        }
        Map<Tag, Digest> targets = targets();
        for (Map.Entry<Tag, Digest> tag : here.tags().entrySet()) {
            exportTag(tag.getKey(), tag.getValue(), Optional.ofNullable(targets.get(tag.getKey())));
        }
        ImportedItems common =
                owned ? new ImportedItems(there.revisions.keySet(), there.layers.keySet(), targets) : known;
        ImportedItems gone = new ExportRemoval(there, here, common, results, writer).run(targets);
        changed |= !gone.isEmpty();
        if (!changed) {
            results.unchanged.increment();
        }
        record(gone);
    }

    private void exportBlob(AuditedBlob blob) throws StoreException {
        try {
            if (content.blob(blob)) {
                changed = true;
                results.blobs.increment();
                results.bytes.add(blob.size());
            }
        } catch (StoreException e) {
            if (e.kind() != Kind.PERMANENT || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            reportMissing(blob, e);
            return;
        }
        if (!there.layers.containsKey(blob.digest())) {
            results.links.increment();
            write(ClassicLayout.layerLink(name.value(), blob.digest()), blob.digest());
        }
        links.add(blob.digest());
    }

    /** A blob that was deleted meanwhile is not missing. */
    private void reportMissing(AuditedBlob blob, StoreException failure) throws StoreException {
        if (tools.retries()
                .call(() -> metadata.blobLinks().find(name, blob.digest()))
                .isPresent()) {
            results.found(
                    MigrationReason.CONTENT_MISSING,
                    name.value(),
                    blob.digest().toString(),
                    String.valueOf(failure.getMessage()));
        }
    }

    private void exportManifest(Digest digest) throws StoreException {
        boolean linked = there.revisions.containsKey(digest);
        if (!linked || !known.manifests().contains(digest)) {
            Optional<StoredManifest> manifest =
                    tools.retries().call(() -> metadata.manifests().find(name, digest));
            if (manifest.isEmpty()) {
                return;
            }
            changed |= content.payload(digest, manifest.get().manifest().content());
        }
        if (!linked) {
            results.manifests.increment();
            write(ClassicLayout.revisionLink(name.value(), digest), digest);
        }
        manifests.add(digest);
    }

    private void write(StorageKey key, Digest target) throws StoreException {
        changed = true;
        writer.link(key, target);
    }

    /** The targets of the tags of the source. */
    private Map<Tag, Digest> targets() throws StoreException {
        Map<Tag, Digest> targets = new HashMap<>();
        Map<String, Digest> shown = there.targets(request.readTags());
        for (Map.Entry<String, ClassicTag> files : there.tags.entrySet()) {
            Optional<Tag> tag = Tag.parse(files.getKey());
            if (tag.isPresent()) {
                Optional<Digest> target = Optional.ofNullable(shown.get(files.getKey()));
                (target.isPresent() ? target : read(files.getValue()))
                        .ifPresent(named -> targets.put(tag.get(), named));
            }
        }
        return targets;
    }

    /** The target of a tag; empty when the tag is broken. */
    private Optional<Digest> read(ClassicTag files) throws StoreException {
        Optional<StoredObject> current = files.current().filter(link -> ClassicLayout.isLinkLength(link.size()));
        return current.isPresent() ? tools.reader().readLink(current.get()) : Optional.empty();
    }

    /** A tag that only the source changed since the last import stays as it is: the change is not lost. */
    private void exportTag(Tag tag, Digest target, Optional<Digest> atSource) throws StoreException {
        Optional<Digest> common = Optional.ofNullable(known.tags().get(tag));
        boolean hasFiles = there.tags.containsKey(tag.value());
        if (atSource.equals(Optional.of(target))) {
            tags.put(tag, target);
        } else if (common.equals(Optional.of(target)) && (atSource.isPresent() || !hasFiles)) {
            results.found(
                    MigrationReason.CHANGED_IN_SOURCE,
                    name.value(),
                    tag.value(),
                    "the old registry "
                            + atSource.map(digest -> "moved it to " + digest).orElse("deleted it"));
        } else if (manifests.contains(target)) {
            changed = true;
            results.tags.increment();
            writer.replace(ClassicLayout.indexLink(name.value(), tag.value(), target), target);
            writer.replace(ClassicLayout.currentLink(name.value(), tag.value()), target);
            tags.put(tag, target);
        }
    }

    /** Records the difference only. */
    private void record(ImportedItems gone) throws StoreException {
        if (request.dryRun()) {
            return;
        }
        links.removeAll(known.links());
        manifests.removeAll(known.manifests());
        tags.entrySet().removeAll(known.tags().entrySet());
        ImportedItems present = new ImportedItems(manifests, links, tags);
        if (!present.isEmpty() || !gone.isEmpty()) {
            tools.retries().call(() -> {
                tools.store().exports().record(name, present, gone);
                return present;
            });
        }
    }
}
