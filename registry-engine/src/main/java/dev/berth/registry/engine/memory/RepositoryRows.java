package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.ManifestReference;
import dev.berth.registry.spi.ManifestReference.Target;
import dev.berth.registry.spi.NewManifest;
import dev.berth.registry.spi.StoredBlob;
import dev.berth.registry.spi.StoredManifest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What one repository has. Changed under the write lock of its ledger only. */
final class RepositoryRows {
    final RepositoryName name;
    final Map<Digest, ManifestRow> manifests = new ConcurrentHashMap<>();
    final SortedRows<Digest> tags = new SortedRows<>();
    final Map<Digest, StoredBlob> links = new ConcurrentHashMap<>();
    private final Map<Digest, Set<Tag>> tagsByManifest = new ConcurrentHashMap<>();
    private final Map<Digest, Map<Digest, Target>> referencesByTarget = new ConcurrentHashMap<>();
    private final Map<Digest, SortedRows<Descriptor>> referrersBySubject = new ConcurrentHashMap<>();
    private final Ledger ledger;

    /** A manifest as it was first put, and when it was last put or confirmed. */
    record ManifestRow(NewManifest put, Instant touched) {
        StoredManifest stored() {
            return new StoredManifest(put.manifest(), touched);
        }
    }

    RepositoryRows(RepositoryName name, Ledger ledger) {
        this.name = name;
        this.ledger = ledger;
    }

    /** The references that have no target here. */
    SortedSet<Digest> missing(Set<ManifestReference> references) {
        SortedSet<Digest> missing = new TreeSet<>();
        for (ManifestReference reference : references) {
            Digest digest = reference.digest();
            boolean there = links.containsKey(digest)
                    || reference.target() == Target.MANIFEST_OR_BLOB && manifests.containsKey(digest);
            if (!there) {
                missing.add(digest);
            }
        }
        return missing;
    }

    /** Whether any manifest of the repository needs what has this digest. */
    boolean isReferenced(Digest digest) {
        return referencesByTarget.containsKey(digest);
    }

    /** Whether an index of the repository lists the manifest of this digest. */
    boolean isListed(Digest digest) {
        return referencesByTarget.getOrDefault(digest, Map.of()).containsValue(Target.MANIFEST_OR_BLOB);
    }

    SortedRows<Descriptor> referrers(Digest subject) {
        return referrersBySubject.getOrDefault(subject, new SortedRows<>());
    }

    void put(NewManifest manifest) {
        Digest digest = manifest.manifest().digest();
        ManifestRow there = manifests.get(digest);
        if (there == null) {
            insert(digest, manifest);
        } else {
            manifests.put(digest, new ManifestRow(there.put(), ledger.now()));
        }
        manifest.tags().forEach(tag -> setTag(tag, digest));
        reviewIfUnnamed(digest);
    }

    private void insert(Digest digest, NewManifest manifest) {
        manifests.put(digest, new ManifestRow(manifest, ledger.now()));
        for (ManifestReference reference : manifest.references()) {
            referencesByTarget
                    .computeIfAbsent(reference.digest(), target -> new ConcurrentHashMap<>())
                    .put(digest, reference.target());
        }
        manifest.referrer()
                .ifPresent(referrer -> referrersBySubject
                        .computeIfAbsent(manifest.subject().orElseThrow(), subject -> new SortedRows<>())
                        .put(digest.toString(), referrer));
    }

    private void setTag(Tag tag, Digest digest) {
        Digest previous = tags.put(tag.value(), digest);
        if (previous != null && !previous.equals(digest)) {
            forgetName(previous, tag);
        }
        tagsByManifest
                .computeIfAbsent(digest, named -> ConcurrentHashMap.newKeySet())
                .add(tag);
    }

    /** Whether there was such a tag. */
    boolean removeTag(Tag tag) {
        Digest named = tags.remove(tag.value());
        if (named == null) {
            return false;
        }
        forgetName(named, tag);
        return true;
    }

    private void forgetName(Digest digest, Tag tag) {
        Set<Tag> names = tagsByManifest.get(digest);
        names.remove(tag);
        if (names.isEmpty()) {
            tagsByManifest.remove(digest);
        }
        reviewIfUnnamed(digest);
    }

    /** Removes a manifest that is there, its tags and its references. */
    void removeManifest(Digest digest) {
        NewManifest removed = manifests.remove(digest).put();
        Optional.ofNullable(tagsByManifest.remove(digest))
                .ifPresent(names -> names.forEach(tag -> tags.remove(tag.value())));
        removed.references().forEach(reference -> forgetReference(digest, reference.digest()));
        removed.subject().ifPresent(subject -> forgetReferrer(digest, subject));
        referrers(digest).names().forEach(referrer -> reviewIfUnnamed(Digest.of(referrer)));
    }

    private void forgetReference(Digest digest, Digest target) {
        Map<Digest, Target> references = referencesByTarget.get(target);
        references.remove(digest);
        if (references.isEmpty()) {
            referencesByTarget.remove(target);
        }
        reviewIfUnnamed(target);
        if (!isReferenced(target) && links.containsKey(target)) {
            ledger.reviews.review(new Reviews.Candidate.OfLink(name, target), ledger.now());
        }
    }

    private void forgetReferrer(Digest digest, Digest subject) {
        SortedRows<Descriptor> referrers = referrersBySubject.get(subject);
        referrers.remove(digest.toString());
        if (referrers.isEmpty()) {
            referrersBySubject.remove(subject);
        }
    }

    private void reviewIfUnnamed(Digest digest) {
        @Nullable Set<Tag> names = tagsByManifest.get(digest);
        if (names == null && manifests.containsKey(digest) && !isListed(digest)) {
            ledger.reviews.review(new Reviews.Candidate.OfManifest(name, digest), ledger.now());
        }
    }
}
