package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.RepositoryRows.ManifestRow;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.RetentionStatus.Holder;
import dev.berth.registry.maintenance.RetentionStatus.Relation;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.OfBlob;
import dev.berth.registry.maintenance.Reviewable.OfLink;
import dev.berth.registry.maintenance.Reviewable.OfManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The content of a {@link MemoryTables} and its holders: the only place that decides about unreferenced content. */
final class HolderSearch {
    private static final Comparator<Holder> BY_RELATION_AND_NAME =
            Comparator.comparing(Holder::relation).thenComparing(Holder::name);

    /** Holds blobs as repositories do, until the move from it is finished. */
    static final String SOURCE = "classic layout";

    private final MemoryTables tables;

    HolderSearch(MemoryTables tables) {
        this.tables = tables;
    }

    boolean isThere(Reviewable thing) {
        Digest digest = thing.digest();
        return switch (thing.kind()) {
            case MANIFEST ->
                rows(((OfManifest) thing).repository())
                        .filter(rows -> rows.manifests.containsKey(digest))
                        .isPresent();
            case LINK ->
                rows(((OfLink) thing).repository())
                        .filter(rows -> rows.links.contains(digest))
                        .isPresent();
            case BLOB -> tables.blobs.find(digest).isPresent();
        };
    }

    boolean isHeld(Reviewable thing) {
        return holders(thing).findAny().isPresent();
    }

    /** The pending review of a manifest without a holder. */
    Optional<PendingReview> unreferenced(RepositoryRows rows, Digest digest) {
        OfManifest manifest = new OfManifest(rows.name, digest);
        return tables.reviews.find(manifest).filter(review -> !isHeld(manifest));
    }

    /** The holders of an item, by relation and name. */
    Stream<Holder> sortedHolders(Reviewable thing) {
        return holders(thing).sorted(BY_RELATION_AND_NAME);
    }

    private Stream<Holder> holders(Reviewable thing) {
        return switch (thing.kind()) {
            case MANIFEST ->
                rows(((OfManifest) thing).repository()).stream().flatMap(rows -> ofManifest(rows, thing.digest()));
            case LINK -> rows(((OfLink) thing).repository()).stream().flatMap(rows -> ofLink(rows, thing.digest()));
            case BLOB -> ofBlob((OfBlob) thing);
        };
    }

    private static Stream<Holder> ofManifest(RepositoryRows rows, Digest digest) {
        Stream<Holder> tags = rows.tags.of(digest).stream().map(tag -> new Holder(Relation.TAG, tag.value()));
        Stream<Holder> indexes = rows.references.to(digest).entrySet().stream()
                .filter(reference -> reference.getValue() == Target.MANIFEST_OR_BLOB)
                .map(reference -> new Holder(Relation.INDEX, reference.getKey().toString()));
        return Stream.concat(Stream.concat(tags, indexes), subject(rows, digest));
    }

    private static Stream<Holder> subject(RepositoryRows rows, Digest referrer) {
        return Optional.ofNullable(rows.manifests.get(referrer)).map(ManifestRow::put).stream()
                .flatMap(manifest -> manifest.subject().stream())
                .filter(rows.manifests::containsKey)
                .map(subject -> new Holder(Relation.SUBJECT, subject.toString()));
    }

    private static Stream<Holder> ofLink(RepositoryRows rows, Digest digest) {
        return rows.references.to(digest).entrySet().stream().map(HolderSearch::needing);
    }

    private static Holder needing(Map.Entry<Digest, Target> reference) {
        Relation relation = switch (reference.getValue()) {
            case BLOB, CONFIG -> Relation.MANIFEST;
            case MANIFEST_OR_BLOB -> Relation.INDEX;
        };
        return new Holder(relation, reference.getKey().toString());
    }

    private Stream<Holder> ofBlob(OfBlob blob) {
        Stream<String> source = tables.imports.kept.contains(blob.digest()) ? Stream.of(SOURCE) : Stream.empty();
        Stream<String> repositories =
                tables.blobs.find(blob.digest()).stream().flatMap(content -> content.holders().names().stream());
        return Stream.concat(source, repositories).map(holder -> new Holder(Relation.REPOSITORY, holder));
    }

    private Optional<RepositoryRows> rows(RepositoryName repository) {
        return tables.find(repository);
    }
}
