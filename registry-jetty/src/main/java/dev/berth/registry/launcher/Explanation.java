package dev.berth.registry.launcher;

import dev.berth.registry.spi.PendingReview;
import dev.berth.registry.spi.Reviewable;
import dev.berth.registry.spi.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why one thing is still there, and until when, for a person or a program. */
record Explanation(Standing standing, CollectionSettings settings, Instant now) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Words.of(standing.thing()));
        standing.holders().forEach(holder -> lines.add("  " + Words.of(holder)));
        if (standing.more()) {
            lines.add("  and more");
        }
        lines.add("  " + (standing.isHeld() ? held() : unheld()));
        return lines;
    }

    private String held() {
        return standing.review()
                .map(review -> "kept while referenced; next review " + when(review) + " (" + why(review) + ")")
                .orElse("kept while referenced");
    }

    private String unheld() {
        if (standing.thing().kind() == Reviewable.Kind.MANIFEST && !settings.collectsUntagged()) {
            return "unreferenced; kept, because untagged manifests are kept (gc.untagged)";
        }
        return standing.review()
                .map(this::fate)
                .orElse("unreferenced and not scheduled for review: run registry storage check --repair");
    }

    private String fate(PendingReview review) {
        boolean later = review.due(settings.delays()).isAfter(now);
        String goes = (later ? "due for deletion at " : "due for deletion since ") + when(review);
        String but = settings.whyNothingIsCollected()
                .map(reason -> "; servers do not collect: " + reason)
                .orElse("");
        return "unreferenced; " + goes + " (" + why(review) + ")" + but;
    }

    private String when(PendingReview review) {
        return Words.of(review.due(settings.delays()));
    }

    private static String why(PendingReview review) {
        return Words.of(review.reason()) + "; since " + Words.of(review.since());
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", standing.thing().kind().name());
        repository().ifPresent(repository -> map.put("repository", repository));
        map.put("digest", standing.thing().digest().toString());
        map.put("holders", standing.holders());
        map.put("moreHolders", standing.more());
        standing.review().ifPresent(review -> map.put("review", asMap(review)));
        return map;
    }

    private Map<String, Object> asMap(PendingReview review) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("since", review.since().toString());
        map.put("reason", review.reason().name());
        map.put("due", review.due(settings.delays()).toString());
        return map;
    }

    private Optional<String> repository() {
        if (standing.thing() instanceof Reviewable.OfManifest manifest) {
            return Optional.of(manifest.repository().value());
        }
        return standing.thing() instanceof Reviewable.OfLink link
                ? Optional.of(link.repository().value())
                : Optional.empty();
    }
}
