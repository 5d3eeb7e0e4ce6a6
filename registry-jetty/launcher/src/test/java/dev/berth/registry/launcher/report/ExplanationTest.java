package dev.berth.registry.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.CollectionMapping;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.RetentionStatus.Holder;
import dev.berth.registry.maintenance.RetentionStatus.Relation;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Digest DIGEST = Digest.of("sha256:" + "0".repeat(64));
    private static final RepositoryName REPOSITORY = RepositoryName.parse("app").orElseThrow();
    private static final Instant SINCE = Instant.parse("2026-11-22T06:00:00Z");
    private static final Optional<PendingReview> REVIEW =
            Optional.of(new PendingReview(SINCE, ReviewReason.TAG_DELETED));
    private static final Reviewable MANIFEST = new Reviewable.OfManifest(REPOSITORY, DIGEST);
    private static final Reviewable LINK = new Reviewable.OfLink(REPOSITORY, DIGEST);
    private static final Reviewable BLOB = new Reviewable.OfBlob(DIGEST);

    @Test
    void namesWhatHoldsAManifest() throws Exception {
        Holder tag = new Holder(Relation.TAG, "v1");
        Holder index = new Holder(Relation.INDEX, DIGEST.toString());
        RetentionStatus retention = new RetentionStatus(MANIFEST, List.of(tag, index), true, Optional.empty());
        assertThat(explain(retention, "{}"))
                .containsExactly(
                        "manifest " + DIGEST + " in app",
                        "  tag v1 references it",
                        "  index " + DIGEST + " references it",
                        "  and more",
                        "  kept while referenced");
    }

    @Test
    void saysWhenSomethingGoesAndWhy() throws Exception {
        assertThat(explain(new RetentionStatus(LINK, List.of(), false, REVIEW), "{}"))
                .containsExactly(
                        "link of app to blob " + DIGEST,
                        "  unreferenced; due for deletion at 2026-11-23T06:00:00Z (a tag was deleted; since"
                                + " 2026-11-22T06:00:00Z)");
        assertThat(explain(new RetentionStatus(BLOB, List.of(), false, REVIEW), "{reviewafter: 1s}"))
                .last()
                .asString()
                .contains("due for deletion since 2026-11-22T06:00:01Z");
    }

    @Test
    void saysWhatKeepsItAlthoughNothingHoldsIt() throws Exception {
        RetentionStatus manifest = new RetentionStatus(MANIFEST, List.of(), false, REVIEW);
        assertThat(explain(manifest, "{untagged: keep}")).last().asString().contains("kept", "gc.untagged");
        assertThat(explain(manifest, "{disabled: true}"))
                .last()
                .asString()
                .contains("due for deletion at", "gc.disabled");
        RetentionStatus forgotten = new RetentionStatus(BLOB, List.of(), false, Optional.empty());
        assertThat(explain(forgotten, "{}")).last().asString().contains("storage check --repair");
    }

    @Test
    void knowsThatAReviewWillFindWhatHoldsIt() throws Exception {
        Holder repository = new Holder(Relation.REPOSITORY, "app");
        assertThat(explain(new RetentionStatus(BLOB, List.of(repository), false, REVIEW), "{}"))
                .contains("  repository app links it")
                .last()
                .asString()
                .contains("kept while referenced; next review 2026-11-23T06:00:00Z (a tag was deleted");
    }

    @Test
    void tellsAProgramTheSame() throws Exception {
        assertThat(explanation(new RetentionStatus(LINK, List.of(), false, REVIEW), "{}")
                        .asMap())
                .containsEntry("kind", "LINK")
                .containsEntry("repository", "app")
                .containsEntry("digest", DIGEST.toString())
                .containsEntry("moreHolders", false)
                .containsEntry(
                        "review",
                        Map.of("since", SINCE.toString(), "reason", "TAG_DELETED", "due", "2026-11-23T06:00:00Z"));
    }

    private static List<String> explain(RetentionStatus retention, String gc) throws Exception {
        return explanation(retention, gc).lines();
    }

    private static Explanation explanation(RetentionStatus retention, String gc) throws Exception {
        CollectionMapping settings = new CollectionMapping(ConfigurationReader.read(Map.of("REGISTRY_GC", gc)));
        return new Explanation(retention, settings, SINCE.plus(Duration.ofHours(1)));
    }
}
