package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.BlobRows.StoredContent;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.Breach.Invariant;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.OfBlob;
import dev.berth.registry.maintenance.Reviewable.OfLink;
import dev.berth.registry.maintenance.Reviewable.OfManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.StoredBlob;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Looks through a {@link MemoryTables} for what should not be so. Used under the write lock only. */
final class Breaches {
    private final MemoryTables tables;
    private final HolderSearch holderSearch;

    Breaches(MemoryTables tables) {
        this.tables = tables;
        holderSearch = new HolderSearch(tables);
    }

    Stream<Breach> of(Invariant invariant) {
        return switch (invariant) {
            case REFERENCE_PRESENT -> inEach(this::missingReferences);
            case TAG_NAMES_MANIFEST -> inEach(this::tagsOfNothing);
            case LINK_LEADS_TO_BLOB -> inEach(this::linksToNothing);
            case LINK_KNOWN_TO_BOTH -> Stream.concat(inEach(this::linksUnknownToBlob), blobs(this::holdersWithoutLink));
            case UNHELD_UNDER_REVIEW ->
                Stream.concat(inEach(this::things), blobs(blob -> Stream.of(new OfBlob(blob))))
                        .filter(thing -> !isBrought(thing)
                                && !holderSearch.isHeld(thing)
                                && tables.reviews.find(thing).isEmpty())
                        .map(Breaches::unheld);
            case OBJECT_NOT_DOOMED -> blobs(this::doomed);
            case SIZE_COUNTED, OBJECT_PRESENT, OBJECT_COMPLETE, OBJECT_INTACT, OBJECT_KNOWN, UPLOAD_KNOWN ->
                Stream.empty();
        };
    }

    private <T> Stream<T> inEach(Function<RepositoryRows, Stream<T>> search) {
        return tables.repositories.all().stream().flatMap(search);
    }

    private <T> Stream<T> blobs(Function<Digest, Stream<T>> search) {
        return StreamSupport.stream(tables.blobs.digests().spliterator(), false).flatMap(search);
    }

    private Stream<Breach> missingReferences(RepositoryRows rows) {
        return rows.manifests.entrySet().stream()
                .filter(manifest -> !tables.imports.broughtManifest(rows.name, manifest.getKey()))
                .flatMap(manifest -> rows.missing(manifest.getValue().put().references()).stream()
                        .map(missing -> in(
                                rows.name,
                                Invariant.REFERENCE_PRESENT,
                                missing,
                                "needed by manifest " + manifest.getKey())));
    }

    private Stream<Breach> tagsOfNothing(RepositoryRows rows) {
        return StreamSupport.stream(rows.tags.names().spliterator(), false)
                .flatMap(name -> rows.tags.find(new Tag(name)).stream()
                        .filter(digest -> !rows.manifests.containsKey(digest))
                        .map(digest -> in(rows.name, Invariant.TAG_NAMES_MANIFEST, digest, "named by tag " + name)));
    }

    private Stream<Breach> linksToNothing(RepositoryRows rows) {
        return rows.links.digests().stream()
                .flatMap(digest -> rows.links.find(digest).stream())
                .filter(link -> tables.blobs
                        .find(link.digest())
                        .filter(blob -> says(link, blob))
                        .isEmpty())
                .map(link -> new Breach(
                        Invariant.LINK_LEADS_TO_BLOB,
                        Optional.of(rows.name),
                        Optional.of(link.digest()),
                        Optional.of(link.key()),
                        "the blob is missing or has another size or key"));
    }

    private static boolean says(StoredBlob link, StoredContent blob) {
        return link.size() == blob.size() && link.key().equals(blob.key());
    }

    private Stream<Breach> linksUnknownToBlob(RepositoryRows rows) {
        return rows.links.digests().stream()
                .filter(digest -> tables.blobs
                        .find(digest)
                        .flatMap(blob -> blob.holders().find(rows.name.value()))
                        .isEmpty())
                .map(digest ->
                        in(rows.name, Invariant.LINK_KNOWN_TO_BOTH, digest, "the blob does not record the link"));
    }

    private Stream<Breach> holdersWithoutLink(Digest digest) {
        return tables.blobs.find(digest).stream()
                .flatMap(blob -> blob.holders().all().stream())
                .filter(holder -> tables.find(holder)
                        .filter(rows -> rows.links.contains(digest))
                        .isEmpty())
                .map(holder -> in(holder, Invariant.LINK_KNOWN_TO_BOTH, digest, "the repository has no such link"));
    }

    private Stream<Reviewable> things(RepositoryRows rows) {
        return Stream.concat(
                rows.manifests.keySet().stream().map(digest -> new OfManifest(rows.name, digest)),
                rows.links.digests().stream().map(digest -> new OfLink(rows.name, digest)));
    }

    /** Imported content is kept until the move is finished. */
    private boolean isBrought(Reviewable thing) {
        return switch (thing.kind()) {
            case MANIFEST -> tables.imports.broughtManifest(((OfManifest) thing).repository(), thing.digest());
            case LINK -> tables.imports.broughtLink(((OfLink) thing).repository(), thing.digest());
            case BLOB ->
                !tables.imports.isEmpty()
                        && tables.blobs
                                .find(thing.digest())
                                .filter(blob -> blob.key().value().startsWith("docker/registry/v2/"))
                                .isPresent();
        };
    }

    private static Breach unheld(Reviewable thing) {
        return new Breach(
                Invariant.UNHELD_UNDER_REVIEW,
                repositoryOf(thing),
                Optional.of(thing.digest()),
                Optional.empty(),
                "the " + thing.kind() + " is unreferenced and not under review");
    }

    private static Optional<RepositoryName> repositoryOf(Reviewable thing) {
        return switch (thing.kind()) {
            case MANIFEST -> Optional.of(((OfManifest) thing).repository());
            case LINK -> Optional.of(((OfLink) thing).repository());
            case BLOB -> Optional.empty();
        };
    }

    private Stream<Breach> doomed(Digest digest) {
        Optional<StorageKey> key = tables.blobs.find(digest).map(StoredContent::key);
        return key.filter(tables.deletions::contains).stream()
                .map(doomed -> new Breach(
                        Invariant.OBJECT_NOT_DOOMED,
                        Optional.empty(),
                        Optional.of(digest),
                        key,
                        "the object is pending deletion"));
    }

    private static Breach in(RepositoryName repository, Invariant invariant, Digest digest, String detail) {
        return new Breach(invariant, Optional.of(repository), Optional.of(digest), Optional.empty(), detail);
    }
}
