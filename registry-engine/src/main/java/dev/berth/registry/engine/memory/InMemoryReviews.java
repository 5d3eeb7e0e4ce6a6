package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.Reviews.Waiting;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.PendingReview;
import dev.berth.registry.spi.ReviewBacklog;
import dev.berth.registry.spi.ReviewBatch;
import dev.berth.registry.spi.ReviewDelays;
import dev.berth.registry.spi.ReviewReason;
import dev.berth.registry.spi.ReviewStore;
import dev.berth.registry.spi.Reviewable;
import dev.berth.registry.spi.Reviewable.Kind;
import dev.berth.registry.spi.Reviewable.OfLink;
import dev.berth.registry.spi.Reviewable.OfManifest;
import dev.berth.registry.spi.Standing;
import dev.berth.registry.spi.Standing.Holder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What may have become garbage in a {@link Ledger}. */
final class InMemoryReviews implements ReviewStore {
    private final Ledger ledger;
    private final Holdings holdings;

    InMemoryReviews(Ledger ledger) {
        this.ledger = ledger;
        holdings = new Holdings(ledger);
    }

    @Override
    public ReviewBatch review(Kind kind, ReviewDelays delays, int most) {
        return ledger.guard.write(() -> decide(ledger.reviews.due(kind, delays, ledger.now(), most)));
    }

    /** What only this batch lets go of is left: it inherits a time, and may not be due at that. */
    private ReviewBatch decide(List<Waiting> due) {
        Map<Boolean, List<Waiting>> byHeld =
                due.stream().collect(Collectors.partitioningBy(waiting -> holdings.isHeld(waiting.thing())));
        List<Waiting> dead = byHeld.getOrDefault(false, List.of());
        long bytes = dead.stream().mapToLong(this::remove).sum();
        List<Waiting> kept = byHeld.getOrDefault(true, List.of()).stream()
                .filter(waiting -> holdings.isHeld(waiting.thing()))
                .toList();
        kept.forEach(waiting -> ledger.reviews.end(waiting.thing()));
        return new ReviewBatch(dead.size(), kept.size(), due.size() - dead.size() - kept.size(), bytes);
    }

    /** The bytes of the blob, if it is one. */
    private long remove(Waiting waiting) {
        Digest digest = waiting.thing().digest();
        Reviews.Loss loss = ledger.reviews.inherited(waiting.review());
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
        StoredContent blob = ledger.blobs.find(thing.digest()).orElseThrow();
        ledger.blobs.remove(thing.digest());
        ledger.reviews.end(thing);
        ledger.doom(blob.key());
        return blob.size();
    }

    private RepositoryRows rows(RepositoryName repository) {
        return ledger.find(repository).orElseThrow();
    }

    @Override
    public Optional<Instant> next(Kind kind, ReviewDelays delays) {
        return ledger.guard.write(() -> ledger.reviews.nextDue(kind, delays));
    }

    @Override
    public List<ReviewBacklog> backlog() {
        return ledger.guard.write(ledger.reviews::backlog);
    }

    @Override
    public Optional<Standing> standing(Reviewable thing, int holders) {
        return ledger.guard.write(
                () -> holdings.isThere(thing) ? Optional.of(standingOf(thing, holders)) : Optional.empty());
    }

    private Standing standingOf(Reviewable thing, int most) {
        List<Holder> holders = holdings.sortedHolders(thing).limit(most + 1L).toList();
        boolean more = holders.size() > most;
        return new Standing(thing, more ? holders.subList(0, most) : holders, more, ledger.reviews.find(thing));
    }

    @Override
    public boolean suspect(Reviewable thing) {
        return ledger.guard.write(() -> {
            boolean unsuspected =
                    holdings.isThere(thing) && ledger.reviews.find(thing).isEmpty();
            if (unsuspected) {
                ledger.reviews.put(thing, new PendingReview(ledger.now(), ReviewReason.FOUND_UNHELD));
            }
            return unsuspected;
        });
    }
}
