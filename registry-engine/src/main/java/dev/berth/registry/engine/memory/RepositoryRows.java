package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.InMemoryUsage.UsageRows;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.OfManifest;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SelectedTag;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.StoredManifest;
import dev.berth.registry.spi.migration.ImportedManifest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The content of one repository. Changed under the write lock of its ledger only. */
final class RepositoryRows {
    final RepositoryName name;
    final Instant created;
    final Optional<Instant> renamed;
    final Map<Digest, ManifestRow> manifests = new ConcurrentHashMap<>();
    final TagRows tags = new TagRows();
    final LinkRows links;
    final ReferenceRows references = new ReferenceRows();
    final UsageRows usage = new UsageRows();
    final SortedRows<DeletedRow> deleted = new SortedRows<>();
    private final Map<Digest, SortedRows<Descriptor>> referrersBySubject = new ConcurrentHashMap<>();
    private final MemoryTables tables;

    /**
     * A manifest as it was first put, without its events, the time of that, the time of its last put or confirmation,
     * and its pushes.
     */
    record ManifestRow(NewManifest put, Instant created, Instant touched, Usage pushes) {
        ManifestRow pushed(Instant now) {
            Usage push = new Usage(0, 1, Optional.empty(), Optional.of(now), Optional.empty());
            return new ManifestRow(put, created, touched, pushes.plus(push));
        }

        StoredManifest stored() {
            return new StoredManifest(put.manifest(), touched);
        }
    }

    /** A manifest that was deleted by its digest. */
    record DeletedRow(Manifest manifest, Instant time) {
        Manifest.Deleted shown() {
            return new Manifest.Deleted(manifest.digest(), manifest.mediaType(), manifest.size(), time);
        }
    }

    RepositoryRows(RepositoryName name, MemoryTables tables) {
        this.name = name;
        this.tables = tables;
        created = tables.now();
        renamed = Optional.empty();
        links = new LinkRows(name, tables);
    }

    private RepositoryRows(RepositoryName name, RepositoryRows before) {
        this.name = name;
        tables = before.tables;
        created = before.created;
        renamed = Optional.of(tables.now());
        links = new LinkRows(name, tables);
    }

    /** The same content under another name, with its pending reviews; this object is not used afterwards. */
    RepositoryRows under(RepositoryName other) {
        RepositoryRows moved = new RepositoryRows(other, this);
        moved.manifests.putAll(manifests);
        moved.referrersBySubject.putAll(referrersBySubject);
        moved.tags.copy(tags);
        moved.usage.copy(usage);
        deleted.all().forEach(row -> moved.deleted.put(row.manifest().digest().toString(), row));
        manifests.forEach((digest, row) -> {
            moved.references.add(digest, row.put().references());
            tables.reviews.move(thing(digest), moved.thing(digest));
        });
        links.moveTo(moved.links);
        return moved;
    }

    /** The references that have no target here. */
    SortedSet<Digest> missing(Set<ManifestReference> wanted) {
        SortedSet<Digest> missing = new TreeSet<>();
        for (ManifestReference reference : wanted) {
            Digest digest = reference.digest();
            boolean mayBeManifest = reference.target() == Target.MANIFEST_OR_BLOB;
            boolean isBlob = reference.acceptsBlob() && links.contains(digest);
            if (!isBlob && !(mayBeManifest && manifests.containsKey(digest))) {
                missing.add(digest);
            }
        }
        return missing;
    }

    /** The references that are here, but not as they are said to be. */
    Set<ManifestReference> contradicted(Set<ManifestReference> wanted) {
        Set<ManifestReference> contradicted = new HashSet<>();
        for (ManifestReference reference : wanted) {
            Optional<ManifestReference> stored = stored(reference);
            boolean isAsSaid = stored.isEmpty()
                    || (isSame(reference.size(), stored.get().size())
                            && (reference.mediaType().isEmpty()
                                    || stored.get().mediaType().isEmpty()
                                    || reference.mediaType().equals(stored.get().mediaType())));
            if (!isAsSaid) {
                contradicted.add(stored.get());
            }
        }
        return contradicted;
    }

    private static boolean isSame(OptionalLong said, OptionalLong stored) {
        return said.isEmpty() || said.equals(stored);
    }

    private Optional<ManifestReference> stored(ManifestReference reference) {
        Digest digest = reference.digest();
        ManifestRow child = reference.target() == Target.MANIFEST_OR_BLOB ? manifests.get(digest) : null;
        if (child != null) {
            Manifest manifest = child.put.manifest();
            return Optional.of(new ManifestReference(
                    digest, reference.target(), OptionalLong.of(manifest.size()), Optional.of(manifest.mediaType())));
        }
        return links.find(digest)
                .map(blob -> new ManifestReference(
                        digest, reference.target(), OptionalLong.of(blob.size()), Optional.empty()));
    }

    /** Its immutable tags that name another manifest. */
    SortedSet<Tag> taken(NewManifest manifest) {
        SortedSet<Tag> taken = new TreeSet<>(manifest.tags());
        taken.retainAll(manifest.immutable());
        taken.removeIf(tag -> tags.find(tag)
                .orElse(manifest.manifest().digest())
                .equals(manifest.manifest().digest()));
        return taken;
    }

    SortedRows<Descriptor> referrers(Digest subject) {
        return referrersBySubject.getOrDefault(subject, new SortedRows<>());
    }

    void put(NewManifest manifest) {
        Digest digest = manifest.manifest().digest();
        if (touch(digest)) {
            if (!manifest.tags().isEmpty()) {
                tables.reviews.end(thing(digest));
            }
        } else {
            insert(digest, manifest);
        }
        manifests.computeIfPresent(digest, (same, row) -> row.pushed(tables.now()));
        manifest.tags().forEach(tag -> setTag(tag, digest));
    }

    /** A manifest that is there. */
    NewManifest manifest(Digest digest) {
        return Objects.requireNonNull(manifests.get(digest), "manifest").put();
    }

    /** True when the manifest exists. */
    boolean touch(Digest digest) {
        ManifestRow there = manifests.get(digest);
        if (there == null) {
            return false;
        }
        manifests.put(
                digest, new ManifestRow(there.put(), there.created(), tables.nowOr(there.touched()), there.pushes()));
        tables.reviews.postpone(thing(digest), tables.now());
        return true;
    }

    private void insert(Digest digest, NewManifest manifest) {
        Instant now = tables.now();
        manifests.put(digest, new ManifestRow(untold(manifest), now, now, Usage.NONE));
        references.add(digest, manifest.references());
        manifest.referrer()
                .ifPresent(referrer -> referrersBySubject
                        .computeIfAbsent(manifest.subject().orElseThrow(), subject -> new SortedRows<>())
                        .put(digest.toString(), referrer));
        if (manifest.tags().isEmpty()) {
            tables.reviews.put(thing(digest), new PendingReview(tables.now(), ReviewReason.PUT_UNTAGGED));
        }
    }

    /** Adds an imported manifest unless it exists. */
    void importManifest(ImportedManifest imported) {
        NewManifest manifest = new NewManifest(
                imported.manifest(),
                List.of(),
                imported.references(),
                imported.properties(),
                NewManifest.MissingReferences.REMEMBER,
                imported.subject(),
                imported.referrer(),
                Set.of(),
                List.of());
        Digest digest = imported.manifest().digest();
        if (!manifests.containsKey(digest)) {
            insert(digest, manifest);
            manifests.put(digest, new ManifestRow(manifest, imported.created(), imported.created(), Usage.NONE));
            tables.reviews.end(thing(digest));
        }
    }

    private static NewManifest untold(NewManifest manifest) {
        return new NewManifest(
                manifest.manifest(),
                manifest.tags(),
                manifest.references(),
                manifest.properties(),
                manifest.missing(),
                manifest.subject(),
                manifest.referrer(),
                Set.of(),
                List.of());
    }

    private void setTag(Tag tag, Digest digest) {
        tags.push(tag, digest, tables.now()).ifPresent(previous -> schedule(previous, ReviewReason.TAG_MOVED));
    }

    /** True when the tag existed. */
    boolean removeTag(Tag tag) {
        Optional<Digest> named = tags.delete(tag, tables.now());
        named.ifPresent(digest -> schedule(digest, ReviewReason.TAG_DELETED));
        return named.isPresent();
    }

    /** True when the tag was as it was selected. */
    boolean removeTag(SelectedTag selected) {
        return tags.row(selected.tag())
                        .filter(row -> row.digest().equals(selected.digest())
                                && row.set().equals(selected.set()))
                        .isPresent()
                && removeTag(selected.tag());
    }

    private void schedule(Digest digest, ReviewReason reason) {
        release(digest, tables.reviews.lost(tables.now(), reason));
    }

    /** Removes an existing manifest as {@link #removeManifest} does; keeps a copy of it and the names of its tags. */
    void deleteManifest(Digest digest, Reviews.Loss loss) {
        Instant now = tables.now();
        deleted.put(digest.toString(), new DeletedRow(manifest(digest).manifest(), now));
        tags.deleteAll(digest, now);
        removeManifest(digest, loss);
    }

    /**
     * Removes an existing manifest, its tags and its references. Its content and its referrers are scheduled for review
     * even with other holders.
     */
    void removeManifest(Digest digest, Reviews.Loss loss) {
        NewManifest removed =
                Objects.requireNonNull(manifests.remove(digest), "manifest").put();
        tables.reviews.end(thing(digest));
        tags.removeAll(digest);
        references.remove(digest, removed.references());
        removed.subject().ifPresent(subject -> forgetReferrer(digest, subject));
        removed.references().forEach(reference -> release(reference, loss));
        referrers(digest).names().forEach(referrer -> release(Digest.of(referrer), loss));
    }

    /** Removes everything the repository has. */
    void removeAll(Reviews.Loss loss) {
        manifests.keySet().forEach(digest -> tables.reviews.end(thing(digest)));
        links.removeAll(loss);
    }

    private void release(ManifestReference reference, Reviews.Loss loss) {
        links.release(reference.digest(), loss);
        if (reference.target() == Target.MANIFEST_OR_BLOB) {
            release(reference.digest(), loss);
        }
    }

    private void release(Digest manifest, Reviews.Loss loss) {
        Optional.ofNullable(manifests.get(manifest)).ifPresent(row -> loss.of(thing(manifest), row.touched()));
    }

    private void forgetReferrer(Digest digest, Digest subject) {
        referrersBySubject.computeIfPresent(subject, (same, referrers) -> {
            referrers.remove(digest.toString());
            return referrers.isEmpty() ? null : referrers;
        });
    }

    private Reviewable thing(Digest digest) {
        return new OfManifest(name, digest);
    }
}
