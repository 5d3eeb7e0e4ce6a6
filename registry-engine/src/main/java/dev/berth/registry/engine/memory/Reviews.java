package dev.berth.registry.engine.memory;

import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.ReviewBacklog;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Pending reviews with their time and reason: the work of a collector. Each content has at most one; the pending
 * reviews of one reason are in the order of their time, so that due ones are found without a scan. Used under the write
 * lock only.
 */
final class Reviews {
    private static final Comparator<Waiting> OLDEST_FIRST =
            Comparator.comparing((Waiting waiting) -> waiting.review().since()).thenComparingLong(Waiting::number);

    private final Map<Reviewable, Waiting> byThing = new HashMap<>();
    private final Map<Kind, Map<ReviewReason, NavigableSet<Waiting>>> queues = new EnumMap<>(Kind.class);
    private long nextNumber;

    /**
     * Content and its review.
     *
     * @param number the order among reviews of the same time
     */
    record Waiting(Reviewable thing, PendingReview review, long number) {}

    /** The scheduling of reviews for released content. */
    interface Loss {
        void of(Reviewable thing, Instant touched);
    }

    Optional<PendingReview> find(Reviewable thing) {
        return Optional.ofNullable(byThing.get(thing)).map(Waiting::review);
    }

    /** The last time counts: each loss of a holder restarts the delay. */
    void put(Reviewable thing, PendingReview review) {
        end(thing);
        Waiting waiting = new Waiting(thing, review, nextNumber++);
        byThing.put(thing, waiting);
        queue(waiting).add(waiting);
    }

    /** Postpones the review that is to come, if there is one; never brings it forward. */
    void postpone(Reviewable thing, Instant now) {
        find(thing)
                .filter(review -> review.since().isBefore(now))
                .ifPresent(review -> put(thing, new PendingReview(now, review.reason())));
    }

    /** Ends the review, if there is one. */
    void end(Reviewable thing) {
        Waiting before = byThing.remove(thing);
        if (before != null) {
            queue(before).remove(before);
        }
    }

    /** Schedules released content for review from now on. */
    Loss lost(Instant now, ReviewReason reason) {
        return (thing, touched) -> put(thing, new PendingReview(now, reason));
    }

    /** Content released by collection inherits the review of its holder, unless it was touched or scheduled later. */
    Loss inherited(PendingReview review) {
        return (thing, touched) -> {
            Instant since = touched.isAfter(review.since()) ? touched : review.since();
            if (find(thing).filter(own -> own.since().isAfter(since)).isEmpty()) {
                put(thing, new PendingReview(since, review.reason()));
            }
        };
    }

    /** The due reviews, the oldest first. */
    List<Waiting> due(Kind kind, ReviewDelays delays, Instant now, int most) {
        List<Waiting> due = new ArrayList<>();
        queuesOf(kind)
                .forEach((reason, queue) -> queue.stream()
                        .takeWhile(waiting -> !delays.due(waiting.review()).isAfter(now))
                        .limit(most)
                        .forEach(due::add));
        return due.stream().sorted(OLDEST_FIRST).limit(most).toList();
    }

    /** The pending reviews of a kind, the first due first. */
    List<Waiting> first(Kind kind, ReviewDelays delays, int most) {
        return queuesOf(kind).values().stream()
                .flatMap(NavigableSet::stream)
                .sorted(Comparator.comparing(waiting -> delays.due(waiting.review())))
                .limit(most)
                .toList();
    }

    /** The time at which the first review of a kind is due. */
    Optional<Instant> nextDue(Kind kind, ReviewDelays delays) {
        return queuesOf(kind).values().stream()
                .filter(queue -> !queue.isEmpty())
                .map(queue -> delays.due(queue.first().review()))
                .min(Comparator.naturalOrder());
    }

    List<ReviewBacklog> backlog() {
        List<ReviewBacklog> backlog = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            queuesOf(kind).forEach((reason, queue) -> {
                if (!queue.isEmpty()) {
                    Instant oldest = queue.first().review().since();
                    backlog.add(new ReviewBacklog(kind, reason, queue.size(), oldest));
                }
            });
        }
        return backlog;
    }

    /** Gives a pending review to the same item under another name. */
    void move(Reviewable thing, Reviewable renamed) {
        find(thing).ifPresent(review -> {
            end(thing);
            put(renamed, review);
        });
    }

    private NavigableSet<Waiting> queue(Waiting waiting) {
        return queuesOf(waiting.thing().kind())
                .computeIfAbsent(waiting.review().reason(), reason -> new TreeSet<>(OLDEST_FIRST));
    }

    private Map<ReviewReason, NavigableSet<Waiting>> queuesOf(Kind kind) {
        Function<Kind, Map<ReviewReason, NavigableSet<Waiting>>> none = any -> new EnumMap<>(ReviewReason.class);
        return queues.computeIfAbsent(kind, none);
    }
}
