package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.ImportRun;
import dev.berth.registry.spi.migration.StoredCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The record of runs of imports, their progress, and what is counted. */
abstract class ImportRunClaims extends ImportSteps {
    @Test
    void onlyACompleteRunHasEnded() throws Exception {
        try (ImportClaim claim = imports.runs().begin("first").orElseThrow()) {
            claim.note(Map.of(), false);
            assertThat(imports.runs().hasEnded(List.of("first"))).isFalse();
            claim.note(Map.of(), true);
        }
        assertThat(imports.runs().hasEnded(List.of("other", "first"))).isTrue();
        assertThat(imports.runs().hasEnded(List.of("other"))).isFalse();
    }

    @Test
    void progressIsRemembered() throws Exception {
        Fingerprints fingerprints = new Fingerprints(Optional.of("c"), Optional.empty());

        assertThat(imports.progress().find("a")).isEmpty();
        imports.progress().conclude("a", Fingerprints.NONE);
        imports.progress().conclude("a", fingerprints);

        assertThat(imports.progress().find("a")).contains(fingerprints);
        assertThat(imports.progress().sources(ALL).items()).containsExactly("a");
    }

    @Test
    void oneRunAtATime() throws Exception {
        try (ImportClaim claim = imports.runs().begin("one").orElseThrow()) {
            assertThat(imports.runs().begin("one")).isEmpty();
            claim.note(Map.of("tags", 3L, "blobs", 4L), true);
            ImportFinding finding = new ImportFinding("TAG_BROKEN", "a/b", "v1", "its link is empty");
            claim.record(List.of(finding));

            ImportRun run = imports.runs().last().orElseThrow();
            assertThat(run.run()).isEqualTo(claim.run());
            assertThat(run.counts()).isEqualTo(Map.of("tags", 3L, "blobs", 4L));
            assertThat(run.ended()).isPresent();
            assertThat(imports.runs().findings(claim.run(), 10)).containsExactly(finding);
        }
        imports.runs().begin("two").orElseThrow().close();
        assertThat(imports.runs().last().orElseThrow().ended()).isEmpty();
    }

    @Test
    void onlyARunInProgressIsActive() throws Exception {
        try (ImportClaim claim = imports.runs().begin("one").orElseThrow()) {
            assertThat(imports.runs().last().orElseThrow().active()).isTrue();
            claim.note(Map.of(), true);
            assertThat(imports.runs().last().orElseThrow().active()).isTrue();
        }
        assertThat(imports.runs().last().orElseThrow().active()).isFalse();
        imports.runs().begin("interrupted").orElseThrow().close();
        assertThat(imports.runs().last().orElseThrow().active()).isFalse();
    }

    @Test
    void runsAreListedTheLastFirst() throws Exception {
        try (ImportClaim first = imports.runs().begin("one").orElseThrow()) {
            first.note(Map.of("tags", 3L), true);
        }
        try (ImportClaim second = imports.runs().begin("two").orElseThrow()) {
            List<ImportRun> runs = imports.runs().recent(10);
            assertThat(runs).extracting(ImportRun::steps).containsExactly("two", "one");
            assertThat(runs).extracting(ImportRun::active).containsExactly(true, false);
            assertThat(runs.get(0).run()).isEqualTo(second.run());
            assertThat(runs.get(1).counts()).isEqualTo(Map.of("tags", 3L));
            assertThat(runs.get(1).ended()).isPresent();
            assertThat(imports.runs().recent(1)).extracting(ImportRun::steps).containsExactly("two");
        }
    }

    @Test
    void theRecordOfImportsCanBeRemoved() throws Exception {
        importedManifest();
        imports.progress().conclude(APP.value(), Fingerprints.NONE);
        imports.takeover().begin();
        try (ImportClaim claim = imports.runs().begin("one").orElseThrow()) {
            claim.record(List.of(new ImportFinding("TAG_BROKEN", "a/b", "v1", "its link is empty")));
            claim.note(Map.of(), true);
        }
        try (ImportClaim claim = imports.runs().begin("two").orElseThrow()) {
            imports.runs().forget();
            claim.note(Map.of("removed", 3L), true);
        }

        assertThat(imports.runs().hasEnded(List.of("one"))).isFalse();
        assertThat(imports.runs().last().orElseThrow().counts()).isEqualTo(Map.of("removed", 3L));
        assertThat(imports.progress().sources(ALL).items()).isEmpty();
        assertThat(imports.takeover().find()).isEmpty();
        assertThat(imports.progress().manifests(APP)).isEmpty();
    }

    @Test
    void countsAllContent() throws Exception {
        assertThat(imports.progress().counts().isEmpty()).isTrue();
        ManifestDraft draft = importedManifest();
        setTag(draft);

        assertThat(imports.progress().counts()).isEqualTo(new StoredCounts(1, 1, 1, 1, 1));
    }
}
