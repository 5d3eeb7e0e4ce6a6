package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.Race;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tags that are set once. */
abstract class ImmutableTagClaims extends MetadataClaims {
    private static final int THREADS = 6;

    @Test
    void isSetIfItNamesNothing() throws Exception {
        Digest first = put(APP, draft().immutably("v1", "v2"));
        assertThat(named(APP, "v1")).hasValue(first);
        assertThat(named(APP, "v2")).hasValue(first);

        Digest second = put(APP, draft().immutably("v3"));
        assertThat(named(APP, "v3")).hasValue(second);
    }

    @Test
    void isSetAgainOnTheSameManifest() throws Exception {
        byte[] content = generated.bytes(100);
        for (int i = 0; i < 3; i++) {
            put(APP, new ManifestDraft(content).immutably("v1"));
        }

        assertThat(named(APP, "v1")).hasValue(new ManifestDraft(content).digest());
    }

    @Test
    void isNotMovedToAnotherManifest() throws Exception {
        Digest first = put(APP, draft().tagged("v1", "latest"));
        ManifestDraft second = draft().immutably("v1").tagged("latest", "fresh");

        assertThat(store.manifests().put(APP, second.build())).isEqualTo(refused("v1"));

        assertThat(named(APP, "v1")).hasValue(first);
        assertThat(named(APP, "latest")).hasValue(first);
        assertThat(named(APP, "fresh")).isEmpty();
        assertThat(isStored(APP, second.digest())).isFalse();
    }

    @Test
    void aRefusalNamesAllTagsThatAreTakenAndNoOthers() throws Exception {
        Digest first = put(APP, draft().tagged("a", "b", "c"));
        ManifestDraft second = draft().immutably("b", "a", "d").tagged("c");

        assertThat(store.manifests().put(APP, second.build())).isEqualTo(refused("a", "b"));

        assertThat(named(APP, "c")).hasValue(first);
        assertThat(named(APP, "d")).isEmpty();
    }

    @Test
    void isImmutableOnlyForWhoSaysSo() throws Exception {
        put(APP, draft().immutably("v1"));
        Digest second = put(APP, draft().tagged("v1"));

        assertThat(named(APP, "v1")).hasValue(second);
    }

    @Test
    void isImmutableOnlyIfItIsAmongTheTags() throws Exception {
        Digest first = put(APP, draft().tagged("v1"));
        ManifestDraft untagged = draft().immutably("v1").withoutTags();
        ManifestDraft tagged = draft().immutably("v1").withoutTags().tagged("v2");

        put(APP, untagged);
        put(APP, tagged);

        assertThat(named(APP, "v1")).hasValue(first);
    }

    @Test
    void canBeSetAnewWhenItWasDeleted() throws Exception {
        Digest first = put(APP, draft().immutably("v1"));
        store.tags().delete(APP, new Tag("v1"));
        Digest second = put(APP, draft().immutably("v1"));
        assertThat(named(APP, "v1")).hasValue(second).isNotEqualTo(Optional.of(first));

        store.manifests().delete(APP, second);
        put(APP, draft().immutably("v1"));
    }

    @Test
    void isItsRepositorysOwn() throws Exception {
        put(APP, draft().immutably("v1"));

        put(OTHER, draft().immutably("v1"));
    }

    @Test
    void whatIsMissingIsToldFirst() throws Exception {
        put(APP, draft().tagged("v1"));
        Digest nowhere = anyDigest();
        ManifestDraft second = draft().immutably("v1").needing(nowhere);

        assertThat(store.manifests().put(APP, second.build()))
                .isEqualTo(new PutOutcome.Missing(new TreeSet<>(Set.of(nowhere))));
        assertThat(store.manifests().put(APP, second.rememberingMissing().build()))
                .isEqualTo(refused("v1"));
    }

    @Test
    void ofTwoThatSetItFirstOneWins() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            RepositoryName repository = new RepositoryName("round/" + round);
            List<Callable<PutOutcome>> puts = new ArrayList<>();
            List<Digest> digests = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                ManifestDraft draft = draft().immutably("v1").tagged("latest");
                digests.add(draft.digest());
                puts.add(() -> store.manifests().put(repository, draft.build()));
            }

            List<PutOutcome> outcomes = Race.between(puts);

            assertThat(outcomes).containsOnlyOnce(new PutOutcome.Stored());
            Digest winner = digests.get(outcomes.indexOf(new PutOutcome.Stored()));
            assertThat(named(repository, "v1")).hasValue(winner);
            assertThat(named(repository, "latest")).hasValue(winner);
            outcomes.stream()
                    .filter(outcome -> !outcome.equals(new PutOutcome.Stored()))
                    .forEach(outcome -> assertThat(outcome).isEqualTo(refused("v1")));
        }
    }

    private static PutOutcome refused(String... tags) {
        return new PutOutcome.Immutable(Stream.of(tags).map(Tag::new).collect(Collectors.toCollection(TreeSet::new)));
    }
}
