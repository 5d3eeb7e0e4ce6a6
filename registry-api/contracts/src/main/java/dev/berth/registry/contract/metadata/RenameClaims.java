package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.Race;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.PutOutcome;
import dev.berth.registry.spi.metadata.RenameOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Renames of repositories and leases on their names. */
abstract class RenameClaims extends MetadataClaims {
    private static final RepositoryName OLD = new RepositoryName("team/app");
    private static final RepositoryName NEW = new RepositoryName("team/renamed");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void everythingIsUnderTheNewName() throws Exception {
        Digest layer = newBlob(OLD);
        Digest image = put(OLD, draft().needing(layer).tagged("v1"));
        Digest signature = put(OLD, draft().about(image));
        Instant created = clock.instant();
        clock.advance(MINUTE);

        assertThat(rename(OLD, NEW)).isEqualTo(RenameOutcome.DONE);

        assertThat(repositories()).containsExactly(NEW);
        assertThat(store.manifests().find(OLD, new Tag("v1"))).isEmpty();
        assertThat(named(NEW, "v1")).contains(image);
        assertThat(isLinked(NEW, layer)).isTrue();
        assertThat(isLinked(OLD, layer)).isFalse();
        assertThat(store.blobLinks().holders(layer, ALL).items()).containsExactly(NEW);
        assertThat(store.manifests()
                        .referrers(NEW, image, Optional.empty(), ALL)
                        .items())
                .extracting(referrer -> referrer.digest())
                .containsExactly(signature);
        assertThat(store.insights().sizes().size(NEW).orElseThrow()).isPositive();
        assertThat(store.insights().repository(NEW).orElseThrow().created()).isEqualTo(created);
        assertThat(store.insights().repository(NEW).orElseThrow().renamed()).contains(clock.instant());
        put(NEW, draft().needing(layer).tagged("v2"));
        assertThat(store.tags().delete(NEW, new Tag("v1"))).isTrue();
    }

    @Test
    void onlyWhatIsBelowMovesWithIt() throws Exception {
        for (String name : List.of("a", "a/a", "a/a/a", "a/b_c", "a-b/a", "a.b", "a0", "b/a")) {
            newBlob(new RepositoryName(name));
        }

        assertThat(rename(new RepositoryName("a"), new RepositoryName("c"))).isEqualTo(RenameOutcome.DONE);

        assertThat(texts(store.repositories().list(ALL)))
                .containsExactly("a-b/a", "a.b", "a0", "b/a", "c", "c/a", "c/a/a", "c/b_c");
    }

    @Test
    void thePathItselfNeedNoRepository() throws Exception {
        newBlob(new RepositoryName("group/one"));

        assertThat(rename(new RepositoryName("group"), new RepositoryName("other")))
                .isEqualTo(RenameOutcome.DONE);

        assertThat(texts(store.repositories().list(ALL))).containsExactly("other/one");
        assertThat(rename(new RepositoryName("group"), new RepositoryName("third")))
                .isEqualTo(RenameOutcome.UNKNOWN);
    }

    @Test
    void aNameInUseIsNotTaken() throws Exception {
        newBlob(OLD);
        newBlob(new RepositoryName("team/renamed/below"));

        assertThat(rename(OLD, NEW)).isEqualTo(RenameOutcome.TAKEN);
        assertThat(lease(OLD, NEW, "ann")).isEqualTo(RenameOutcome.TAKEN);

        assertThat(repositories()).contains(OLD);
    }

    @Test
    void aLeaseKeepsOthersAway() throws Exception {
        newBlob(OLD);
        newBlob(OTHER);
        assertThat(lease(OLD, NEW, "ann")).isEqualTo(RenameOutcome.DONE);
        assertThat(lease(OLD, NEW, "ann")).isEqualTo(RenameOutcome.DONE);

        assertThat(lease(OLD, NEW, "bob")).isEqualTo(RenameOutcome.TAKEN);
        assertThat(rename(OTHER, NEW, "bob")).isEqualTo(RenameOutcome.TAKEN);
        assertThat(rename(OTHER, new RepositoryName("team/renamed/below"), "ann"))
                .isEqualTo(RenameOutcome.TAKEN);
        assertThat(rename(OLD, new RepositoryName("team/third"), "bob")).isEqualTo(RenameOutcome.TAKEN);
        assertThat(repositories()).containsExactly(OLD, OTHER);

        clock.advance(MINUTE);
        assertThat(rename(OTHER, NEW, "bob")).isEqualTo(RenameOutcome.DONE);
    }

    @Test
    void theHolderOfALeaseRenames() throws Exception {
        newBlob(OLD);
        assertThat(lease(OLD, NEW, "ann")).isEqualTo(RenameOutcome.DONE);

        assertThat(rename(OLD, NEW, "ann")).isEqualTo(RenameOutcome.DONE);

        assertThat(rename(NEW, OLD, "bob")).isEqualTo(RenameOutcome.DONE);
        newBlob(OLD);
        assertThat(repositories()).containsExactly(OLD);
    }

    @Test
    void theOldNameIsQuietForAWhile() throws Exception {
        Digest layer = newBlob(OTHER);
        put(OLD, draft().tagged("v1"));
        rename(OLD, NEW);

        assertRenamed(() -> store.manifests().put(OLD, draft().tagged("v1").build()));
        assertRenamed(() -> store.uploads().finish(finished(new RepositoryName("team/app/below"), anyDigest())));
        assertRenamed(() -> store.blobLinks().mount(OLD, OTHER, layer));
        assertThat(repositories()).containsExactly(OTHER, NEW);
        put(new RepositoryName("team/app-b"), draft().tagged("v1"));

        clock.advance(MINUTE);
        put(OLD, draft().tagged("v1"));
        assertThat(repositories()).contains(OLD, NEW);
    }

    private static void assertRenamed(ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Kind.RENAMED));
    }

    @Test
    void eventsAreRecordedWithARenameThatIsDone() throws Exception {
        newBlob(OLD);
        List<NewEvent> events = List.of(new NewEvent("hook", "renamed"));
        Rename wanted = new Rename(OLD, NEW, "ann");
        store.repositories().rename(wanted, clock.instant().plus(MINUTE), events);
        store.repositories().rename(wanted, clock.instant().plus(MINUTE), events);

        ClaimedEvents claimed = store.events().claim("hook", 10, MINUTE).orElseThrow();
        assertThat(claimed.events()).extracting(event -> event.payload()).containsExactly("renamed");
    }

    @Test
    void uploadsContinueUnderTheNewName() throws Exception {
        newBlob(OLD);
        NewUpload upload = started(OLD);
        rename(OLD, NEW);

        assertThat(store.uploads().find(OLD, upload.id())).isEmpty();
        NewUpload renamed = store.uploads().find(NEW, upload.id()).orElseThrow().upload();
        assertThat(store.uploads().finish(finished(renamed, 0, anyDigest()))).isEqualTo(FinishOutcome.STORED);
    }

    @Test
    void tooManyOrTooLongNamesAreNotRenamed() throws Exception {
        String longName = "a/" + "b".repeat(240);
        newBlob(new RepositoryName(longName));
        assertThat(rename(new RepositoryName("a"), new RepositoryName("c".repeat(20))))
                .isEqualTo(RenameOutcome.TOO_MANY);
        for (int i = 0; i < 1_000; i++) {
            put(new RepositoryName("many/" + i), draft());
        }
        assertThat(rename(new RepositoryName("many"), new RepositoryName("more")))
                .isEqualTo(RenameOutcome.DONE);
        put(new RepositoryName("more/1000"), draft());
        assertThat(rename(new RepositoryName("more"), new RepositoryName("most")))
                .isEqualTo(RenameOutcome.TOO_MANY);
    }

    @Test
    void ofTwoRenamesToOneNameOneIsDone() throws Exception {
        for (int round = 0; round < 10; round++) {
            RepositoryName one = new RepositoryName("one" + round);
            RepositoryName two = new RepositoryName("two" + round);
            RepositoryName target = new RepositoryName("target" + round);
            newBlob(one);
            newBlob(two);

            List<RenameOutcome> outcomes =
                    Race.between(List.of(() -> rename(one, target, "ann"), () -> rename(two, target, "bob")));

            assertThat(outcomes).containsExactlyInAnyOrder(RenameOutcome.DONE, RenameOutcome.TAKEN);
            assertThat(repositories()).contains(target);
        }
    }

    /** Each tag that was pushed is under the new name; nothing is left under the old one. */
    @Test
    void noPushIsLostNorLeftBehind() throws Exception {
        for (int round = 0; round < 10; round++) {
            RepositoryName before = new RepositoryName("before" + round);
            RepositoryName after = new RepositoryName("after" + round);
            put(before, draft().tagged("first"));
            List<String> stored = new ArrayList<>();

            List<ManifestDraft> drafts = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                drafts.add(draft().tagged("v" + i));
            }

            List<Object> outcomes =
                    Race.between(List.of(() -> pushUntilRefused(before, drafts, stored), () -> rename(before, after)));
            assertThat(outcomes.get(1)).isEqualTo(RenameOutcome.DONE);

            assertThat(repositories()).doesNotContain(before).contains(after);
            for (String tag : stored) {
                assertThat(named(after, tag)).as(tag).isPresent();
            }
        }
    }

    /** Until the repository has its new name, and for a few pushes when it has not yet at the end. */
    private Object pushUntilRefused(RepositoryName repository, List<ManifestDraft> drafts, List<String> stored)
            throws StoreException {
        try {
            for (ManifestDraft draft : drafts) {
                assertThat(store.manifests().put(repository, draft.build())).isEqualTo(new PutOutcome.Stored());
                stored.add(draft.build().tags().get(0).value());
            }
        } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(Kind.RENAMED);
        }
        return stored.size();
    }

    private RenameOutcome rename(RepositoryName from, RepositoryName to) throws StoreException {
        return rename(from, to, "ann");
    }

    private RenameOutcome rename(RepositoryName from, RepositoryName to, String holder) throws StoreException {
        return store.repositories()
                .rename(new Rename(from, to, holder), clock.instant().plus(MINUTE), List.of());
    }

    private RenameOutcome lease(RepositoryName from, RepositoryName to, String holder) throws StoreException {
        return store.repositories()
                .lease(new Rename(from, to, holder), clock.instant().plus(MINUTE));
    }
}
