package dev.berth.registry.launcher.report;

import dev.berth.registry.launcher.assembly.CollectionMapping;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.Reviewable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The retention of one item of content, for an operator or a program. */
public record Explanation(RetentionStatus retention, CollectionMapping settings, Instant now) {

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(ReportText.of(retention.thing()));
        retention.holders().forEach(holder -> lines.add("  " + ReportText.of(holder)));
        if (retention.more()) {
            lines.add("  and more");
        }
        lines.add("  " + (retention.isHeld() ? held() : unheld()));
        return lines;
    }

    private String held() {
        return retention
                .review()
                .map(review -> "kept while referenced; next review " + when(review) + " (" + why(review) + ")")
                .orElse("kept while referenced");
    }

    private String unheld() {
        if (retention.thing().kind() == Reviewable.Kind.MANIFEST && !settings.collectsUntagged()) {
            return "unreferenced; kept, because untagged manifests are kept (gc.untagged)";
        }
        return retention
                .review()
                .map(this::fate)
                .orElse("unreferenced and not scheduled for review: run registry storage check --repair");
    }

    private String fate(PendingReview review) {
        boolean later = settings.delays().due(review).isAfter(now);
        String goes = (later ? "due for deletion at " : "due for deletion since ") + when(review);
        String but = settings.whyNothingIsCollected()
                .map(reason -> "; servers do not collect: " + reason)
                .orElse("");
        return "unreferenced; " + goes + " (" + why(review) + ")" + but;
    }

    private String when(PendingReview review) {
        return ReportText.of(settings.delays().due(review));
    }

    private static String why(PendingReview review) {
        return ReportText.of(review.reason()) + "; since " + ReportText.of(review.since());
    }

    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", retention.thing().kind().name());
        repository().ifPresent(repository -> map.put("repository", repository));
        map.put("digest", retention.thing().digest().toString());
        map.put("holders", retention.holders());
        map.put("moreHolders", retention.more());
        retention.review().ifPresent(review -> map.put("review", asMap(review)));
        return map;
    }

    private Map<String, Object> asMap(PendingReview review) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("since", review.since().toString());
        map.put("reason", review.reason().name());
        map.put("due", settings.delays().due(review).toString());
        return map;
    }

    private Optional<String> repository() {
        if (retention.thing() instanceof Reviewable.OfManifest manifest) {
            return Optional.of(manifest.repository().value());
        }
        return retention.thing() instanceof Reviewable.OfLink link
                ? Optional.of(link.repository().value())
                : Optional.empty();
    }
}
