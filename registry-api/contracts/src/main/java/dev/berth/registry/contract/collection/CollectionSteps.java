package dev.berth.registry.contract.collection;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.metadata.MetadataSteps.Step;
import dev.berth.registry.contract.metadata.MetadataUniverse;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.ReviewBacklog;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.maintenance.Reviewable.OfBlob;
import dev.berth.registry.maintenance.Reviewable.OfLink;
import dev.berth.registry.maintenance.Reviewable.OfManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DueDeletion;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Random steps of a collector on a metadata store. The compared answers exclude the content of a single batch and the
 * choice between two reasons of the same time; so each review continues until nothing is due, and all reasons have the
 * same delay. For one thread.
 */
public final class CollectionSteps {
    private static final int MAX = 10_000;
    private static final List<Duration> DELAYS = List.of(Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(1));
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final MetadataUniverse universe;
    private final Generated generated;

    public CollectionSteps(MetadataUniverse universe, Generated generated) {
        this.universe = universe;
        this.generated = generated;
    }

    public Step next() {
        return switch (generated.below(8)) {
            case 0, 1 -> review();
            case 2 -> expire();
            case 3 -> queue();
            case 4 -> delete();
            case 5 -> schedule();
            case 6 -> backlog();
            default -> retention();
        };
    }

    private Step review() {
        Kind kind = generated.oneOf(List.of(Kind.values()));
        ReviewDelays delays = ReviewDelays.of(generated.oneOf(DELAYS));
        return new Step(
                "review all of kind %s after %s".formatted(kind, delays.shortest()),
                store -> drained(store, kind, delays));
    }

    /** The number of removed rows, and of their bytes. */
    private static Object drained(MetadataStore store, Kind kind, ReviewDelays delays) throws StoreException {
        long removed = 0;
        long bytes = 0;
        ReviewBatch batch = store.reviews().review(kind, delays, MAX);
        while (!batch.isEmpty()) {
            removed += batch.removed();
            bytes += batch.bytes();
            batch = store.reviews().review(kind, delays, MAX);
        }
        return List.of(removed, bytes);
    }

    private Step expire() {
        return new Step("expire", store -> store.uploads().expire(MAX));
    }

    private Step queue() {
        List<StorageKey> keys = List.of(generated.storageKey(), generated.storageKey());
        return new Step("queue " + keys, store -> store.deletions().queue(keys));
    }

    /** Claims all deletions; every other key is done, the others fail or are set aside. */
    private Step delete() {
        boolean setAside = generated.oneIn(2);
        return new Step("delete, set aside " + setAside, store -> {
            List<DueDeletion> due = store.deletions().claim(MAX, LEASE).stream()
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

    private Step schedule() {
        Reviewable thing = thing();
        return new Step("schedule " + thing, store -> store.reviews().schedule(thing));
    }

    private Step backlog() {
        return new Step(
                "backlog", store -> List.of(reviews(store), store.deletions().backlog()));
    }

    private Step retention() {
        Reviewable thing = thing();
        int holders = generated.below(4);
        return new Step(
                "standing of %s, %d holders".formatted(thing, holders), store -> retention(store, thing, holders));
    }

    /** The pending reviews by kind. */
    public static Object reviews(MetadataStore store) throws StoreException {
        Map<Kind, Long> waiting = new TreeMap<>();
        Map<Kind, Instant> oldest = new TreeMap<>();
        for (ReviewBacklog backlog : store.reviews().backlog()) {
            waiting.merge(backlog.kind(), backlog.waiting(), Long::sum);
            oldest.merge(backlog.kind(), backlog.oldest(), (one, other) -> one.isBefore(other) ? one : other);
        }
        return List.of(waiting, oldest);
    }

    /** The holders of some content, and the time since which it is under review. */
    public static Object retention(MetadataStore store, Reviewable thing, int holders) throws StoreException {
        return store.reviews().retention(thing, holders).map(CollectionSteps::withoutReason);
    }

    private static Object withoutReason(RetentionStatus retention) {
        return List.of(
                retention.holders(),
                retention.more(),
                retention.review().map(review -> review.since().toString()).orElse("not under review"));
    }

    private Reviewable thing() {
        return generated.oneOf(things(universe));
    }

    /** Everything there may be. */
    public static List<Reviewable> things(MetadataUniverse universe) {
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
