package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.BlobRows.StoredContent;
import dev.berth.registry.engine.memory.RepositoryRows.ManifestRow;
import dev.berth.registry.engine.memory.Reviews.Waiting;
import dev.berth.registry.maintenance.CollectionForecast;
import dev.berth.registry.maintenance.CollectionForecast.Hour;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.RetentionStatus.Holder;
import dev.berth.registry.maintenance.ReviewBacklog;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.maintenance.Reviewable.OfBlob;
import dev.berth.registry.maintenance.Reviewable.OfLink;
import dev.berth.registry.maintenance.Reviewable.OfManifest;
import dev.berth.registry.maintenance.UnreferencedManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.maintenance.ReviewStore;
import dev.berth.registry.spi.metadata.StoredBlob;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reviews of a {@link MemoryTables}. */
final class InMemoryReviews implements ReviewStore {
    private final MemoryTables tables;
    private final HolderSearch holderSearch;

    InMemoryReviews(MemoryTables tables) {
        this.tables = tables;
        holderSearch = new HolderSearch(tables);
    }

    @Override
    public ReviewBatch review(Kind kind, ReviewDelays delays, int most) {
        return tables.storeLock.write(() -> decide(tables.reviews.due(kind, delays, tables.now(), most)));
    }

    /** Content released by this batch is skipped: it inherits a time and may not be due. */
    private ReviewBatch decide(List<Waiting> due) {
        Map<Boolean, List<Waiting>> byHeld =
                due.stream().collect(Collectors.partitioningBy(waiting -> holderSearch.isHeld(waiting.thing())));
        List<Waiting> dead = byHeld.getOrDefault(false, List.of());
        long bytes = dead.stream().mapToLong(this::remove).sum();
        List<Waiting> kept = byHeld.getOrDefault(true, List.of()).stream()
                .filter(waiting -> holderSearch.isHeld(waiting.thing()))
                .toList();
        kept.forEach(waiting -> tables.reviews.end(waiting.thing()));
        return new ReviewBatch(dead.size(), kept.size(), due.size() - dead.size() - kept.size(), bytes);
    }

    /** The bytes of the blob, if it is one. */
    private long remove(Waiting waiting) {
        Digest digest = waiting.thing().digest();
        Reviews.Loss loss = tables.reviews.inherited(waiting.review());
        return switch (waiting.thing().kind()) {
            case MANIFEST -> {
                rows(((OfManifest) waiting.thing()).repository()).removeManifest(digest, loss);
                yield 0;
            }
            case LINK -> {
                rows(((OfLink) waiting.thing()).repository()).links.remove(digest, loss);
                yield 0;
            }
            case BLOB -> removeBlob(waiting.thing());
        };
    }

    private long removeBlob(Reviewable thing) {
        StoredContent blob = tables.blobs.find(thing.digest()).orElseThrow();
        tables.blobs.remove(thing.digest());
        tables.reviews.end(thing);
        tables.doom(blob.key());
        return blob.size();
    }

    private RepositoryRows rows(RepositoryName repository) {
        return tables.find(repository).orElseThrow();
    }

    @Override
    public Optional<Instant> next(Kind kind, ReviewDelays delays) {
        return tables.storeLock.write(() -> tables.reviews.nextDue(kind, delays));
    }

    @Override
    public List<ReviewBacklog> backlog() {
        return tables.storeLock.write(tables.reviews::backlog);
    }

    @Override
    public CollectionForecast forecast(Set<Kind> kinds, ReviewDelays delays, int most) {
        return tables.storeLock.write(() -> new ForecastSearch(tables, holderSearch, delays).of(kinds, most));
    }

    @Override
    public Optional<RetentionStatus> retention(Reviewable thing, int holders) {
        return tables.storeLock.write(
                () -> holderSearch.isThere(thing) ? Optional.of(standingOf(thing, holders)) : Optional.empty());
    }

    @Override
    public Page<UnreferencedManifest> unreferenced(RepositoryName repository, PageRequest page) {
        String last = page.last().orElse("");
        List<UnreferencedManifest> found = tables.storeLock.write(() -> tables.find(repository).stream()
                .flatMap(rows -> rows.manifests.values().stream()
                        .filter(row -> row.put().manifest().digest().toString().compareTo(last) > 0)
                        .flatMap(row -> unreferenced(rows, row).stream()))
                .sorted(Comparator.comparing(manifest -> manifest.digest().toString()))
                .limit(page.limit() + 1L)
                .toList());
        return Page.ofFetched(found, page.limit());
    }

    private Optional<UnreferencedManifest> unreferenced(RepositoryRows rows, ManifestRow row) {
        Manifest manifest = row.put().manifest();
        long blobs = row.put().references().stream()
                .flatMap(reference -> rows.links.find(reference.digest()).stream())
                .mapToLong(StoredBlob::size)
                .sum();
        return holderSearch
                .unreferenced(rows, manifest.digest())
                .map(review -> new UnreferencedManifest(
                        manifest.digest(), manifest.mediaType(), manifest.size() + blobs, review));
    }

    private RetentionStatus standingOf(Reviewable thing, int most) {
        List<Holder> holders =
                holderSearch.sortedHolders(thing).limit(most + 1L).toList();
        boolean more = holders.size() > most;
        return new RetentionStatus(thing, more ? holders.subList(0, most) : holders, more, tables.reviews.find(thing));
    }

    @Override
    public boolean schedule(Reviewable thing) {
        return tables.storeLock.write(() -> {
            boolean unsuspected =
                    holderSearch.isThere(thing) && tables.reviews.find(thing).isEmpty();
            if (unsuspected) {
                tables.reviews.put(thing, new PendingReview(tables.now(), ReviewReason.FOUND_UNHELD));
            }
            return unsuspected;
        });
    }

    /** Follows the pending reviews of a {@link MemoryTables} to the blobs they will free. Used once, under the lock. */
    private static final class ForecastSearch {
        private final MemoryTables tables;
        private final HolderSearch holders;
        private final ReviewDelays delays;
        private final Map<Reviewable, Instant> candidates = new HashMap<>();
        private final Map<Reviewable, Instant> gone = new HashMap<>();

        ForecastSearch(MemoryTables tables, HolderSearch holders, ReviewDelays delays) {
            this.tables = tables;
            this.holders = holders;
            this.delays = delays;
        }

        CollectionForecast of(Set<Kind> kinds, int most) {
            boolean isComplete = true;
            for (Kind kind : kinds) {
                List<Waiting> first = tables.reviews.first(kind, delays, most);
                first.forEach(waiting -> candidate(waiting.thing(), delays.due(waiting.review())));
                isComplete &= first.size() < most;
            }
            while (removeFree()) {
                // until nothing else is released
            }
            return new CollectionForecast(hours(), isComplete);
        }

        private boolean removeFree() {
            List<Reviewable> free = candidates.keySet().stream()
                    .filter(thing -> !gone.containsKey(thing))
                    .filter(thing -> holders.sortedHolders(thing).allMatch(holder -> isGone(thing, holder)))
                    .toList();
            for (Reviewable thing : free) {
                Instant due = candidates.getOrDefault(thing, tables.now());
                gone.put(thing, due);
                release(thing, due);
            }
            return !free.isEmpty();
        }

        private boolean isGone(Reviewable thing, Holder holder) {
            return switch (holder.relation()) {
                case TAG -> false;
                case INDEX, MANIFEST, SUBJECT ->
                    gone.containsKey(new OfManifest(repository(thing), Digest.of(holder.name())));
                case REPOSITORY ->
                    !holder.name().equals(HolderSearch.SOURCE)
                            && gone.containsKey(new OfLink(new RepositoryName(holder.name()), thing.digest()));
            };
        }

        private static RepositoryName repository(Reviewable thing) {
            return thing instanceof OfLink link ? link.repository() : ((OfManifest) thing).repository();
        }

        private void release(Reviewable thing, Instant due) {
            if (thing instanceof OfLink link) {
                candidate(new OfBlob(link.digest()), due);
            } else if (thing instanceof OfManifest manifest) {
                tables.find(manifest.repository()).ifPresent(rows -> release(rows, manifest, due));
            }
        }

        private void release(RepositoryRows rows, OfManifest manifest, Instant due) {
            ManifestRow row = rows.manifests.get(manifest.digest());
            if (row != null) {
                row.put().references().forEach(reference -> {
                    candidate(new OfManifest(rows.name, reference.digest()), due);
                    candidate(new OfLink(rows.name, reference.digest()), due);
                });
            }
            rows.referrers(manifest.digest())
                    .names()
                    .forEach(referrer -> candidate(new OfManifest(rows.name, Digest.of(referrer)), due));
        }

        /** The last of several releases counts. */
        private void candidate(Reviewable thing, Instant due) {
            if (holders.isThere(thing)) {
                candidates.merge(thing, due, (one, other) -> one.isAfter(other) ? one : other);
            }
        }

        private List<Hour> hours() {
            Map<Instant, Hour> byStart = new TreeMap<>();
            gone.forEach((thing, due) -> {
                if (thing.kind() == Kind.BLOB) {
                    Instant now = tables.now();
                    Instant start = (due.isAfter(now) ? due : now).truncatedTo(ChronoUnit.HOURS);
                    long size = tables.blobs.find(thing.digest()).orElseThrow().size();
                    byStart.merge(
                            start,
                            new Hour(start, 1, size),
                            (one, other) -> new Hour(start, one.blobs() + 1, one.bytes() + other.bytes()));
                }
            });
            return new ArrayList<>(byStart.values());
        }
    }
}
