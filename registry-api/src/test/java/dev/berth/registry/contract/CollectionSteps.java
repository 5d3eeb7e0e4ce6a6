package dev.berth.registry.contract;

import dev.berth.registry.contract.MetadataSteps.Step;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.DueDeletion;
import dev.berth.registry.spi.MetadataStore;
import dev.berth.registry.spi.ReviewBacklog;
import dev.berth.registry.spi.ReviewBatch;
import dev.berth.registry.spi.ReviewDelays;
import dev.berth.registry.spi.Reviewable;
import dev.berth.registry.spi.Reviewable.Kind;
import dev.berth.registry.spi.Reviewable.OfBlob;
import dev.berth.registry.spi.Reviewable.OfLink;
import dev.berth.registry.spi.Reviewable.OfManifest;
import dev.berth.registry.spi.Standing;
import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Random steps of a collector on a metadata store. Their answers are what two stores have to agree on: not which things
 * one batch had, nor which of two reasons of one moment counts; so each review goes on until nothing is due, and waits
 * equally long whatever the reason. For one thread.
 */
final class CollectionSteps {
    private static final int MOST = 10_000;
    private static final List<Duration> DELAYS = List.of(Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(1));
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final MetadataUniverse universe;
    private final Generated generated;

    CollectionSteps(MetadataUniverse universe, Generated generated) {
        this.universe = universe;
        this.generated = generated;
    }

    Step next() {
        return switch (generated.below(8)) {
            case 0, 1 -> review();
            case 2 -> expire();
            case 3 -> queue();
            case 4 -> delete();
            case 5 -> suspect();
            case 6 -> backlog();
            default -> standing();
        };
    }

    private Step review() {
        Kind kind = generated.oneOf(List.of(Kind.values()));
        ReviewDelays delays = ReviewDelays.of(generated.oneOf(DELAYS));
        return new Step(
                "review all of kind %s after %s".formatted(kind, delays.shortest()),
                store -> drained(store, kind, delays));
    }

    /** How many things went, and how many bytes with them. */
    private static Object drained(MetadataStore store, Kind kind, ReviewDelays delays) throws StoreException {
        long removed = 0;
        long bytes = 0;
        ReviewBatch batch = store.reviews().review(kind, delays, MOST);
        while (!batch.isEmpty()) {
            removed += batch.removed();
            bytes += batch.bytes();
            batch = store.reviews().review(kind, delays, MOST);
        }
        return List.of(removed, bytes);
    }

    private Step expire() {
        return new Step("expire", store -> store.uploads().expire(MOST));
    }

    private Step queue() {
        List<StorageKey> keys = List.of(generated.storageKey(), generated.storageKey());
        return new Step("queue " + keys, store -> store.deletions().queue(keys));
    }

    /** Claims all there is; every other key is done, the rest fails or is given up. */
    private Step delete() {
        boolean setAside = generated.oneIn(2);
        return new Step("delete, set aside " + setAside, store -> {
            List<DueDeletion> due = store.deletions().claim(MOST, LEASE).stream()
                    .sorted(Comparator.comparing(DueDeletion::key))
                    .toList();
            store.deletions().done(everyOther(due, 0));
            if (setAside) {
                store.deletions().setAside(everyOther(due, 1));
            }
            return due;
        });
    }

    private static List<StorageKey> everyOther(List<DueDeletion> due, int from) {
        List<StorageKey> keys = new ArrayList<>();
        for (int i = from; i < due.size(); i += 2) {
            keys.add(due.get(i).key());
        }
        return keys;
    }

    private Step suspect() {
        Reviewable thing = thing();
        return new Step("suspect " + thing, store -> store.reviews().suspect(thing));
    }

    private Step backlog() {
        return new Step(
                "backlog", store -> List.of(reviews(store), store.deletions().backlog()));
    }

    private Step standing() {
        Reviewable thing = thing();
        int holders = generated.below(4);
        return new Step(
                "standing of %s, %d holders".formatted(thing, holders), store -> standing(store, thing, holders));
    }

    /** What awaits its review, by kind. */
    static Object reviews(MetadataStore store) throws StoreException {
        Map<Kind, Long> waiting = new TreeMap<>();
        Map<Kind, Instant> oldest = new TreeMap<>();
        for (ReviewBacklog backlog : store.reviews().backlog()) {
            waiting.merge(backlog.kind(), backlog.waiting(), Long::sum);
            oldest.merge(backlog.kind(), backlog.oldest(), (one, other) -> one.isBefore(other) ? one : other);
        }
        return List.of(waiting, oldest);
    }

    /** What holds something, and since when it is under review. */
    static Object standing(MetadataStore store, Reviewable thing, int holders) throws StoreException {
        return store.reviews().standing(thing, holders).map(CollectionSteps::withoutReason);
    }

    private static Object withoutReason(Standing standing) {
        return List.of(
                standing.holders(),
                standing.more(),
                standing.review().map(review -> review.since().toString()).orElse("not under review"));
    }

    private Reviewable thing() {
        return generated.oneOf(things(universe));
    }

    /** Everything there may be. */
    static List<Reviewable> things(MetadataUniverse universe) {
        List<Reviewable> things = new ArrayList<>();
        for (RepositoryName repository : universe.repositories) {
            for (Digest manifest : universe.manifests) {
                things.add(new OfManifest(repository, manifest));
            }
            for (Digest blob : universe.blobs) {
                things.add(new OfLink(repository, blob));
            }
        }
        for (Digest blob : universe.blobs) {
            things.add(new OfBlob(blob));
        }
        return things;
    }
}
