package dev.berth.registry.contract.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SelectedTag;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagSelection;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.events.PendingEvent;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.PutOutcome;
import dev.berth.registry.spi.metadata.TagRemoval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events are recorded by the changes they describe, and by no other call. */
public abstract class EventRecordingClaims extends EventClaims {

    @Test
    void aPutIsTold() throws Exception {
        putTelling(APP, draft(), "untagged");
        putTelling(APP, draft().tagged("v1", "latest"), "tagged");

        assertThat(recorded(HOOK)).containsExactly("untagged", "tagged");
    }

    @Test
    void aPutOfWhatIsThereIsToldAgain() throws Exception {
        byte[] content = generated.bytes(100);
        for (String payload : List.of("first", "again")) {
            putTelling(APP, new ManifestDraft(content).tagged("v1"), payload);
        }

        assertThat(recorded(HOOK)).containsExactly("first", "again");
    }

    @Test
    void aRefusedPutIsNotTold() throws Exception {
        ManifestDraft incomplete = draft().needing(anyDigest()).tagged("v1").recording(recording("incomplete"));
        put(APP, draft().tagged("v1"));
        ManifestDraft forbidden = draft().immutably("v1").recording(recording("forbidden"));

        assertThat(store.manifests().put(APP, incomplete.build())).isInstanceOf(PutOutcome.Missing.class);
        assertThat(store.manifests().put(OTHER, incomplete.build())).isInstanceOf(PutOutcome.Missing.class);
        assertThat(store.manifests().put(APP, forbidden.build())).isInstanceOf(PutOutcome.Immutable.class);

        assertThat(recorded(HOOK)).isEmpty();
    }

    @Test
    void aSparsePutIsTold() throws Exception {
        putTelling(APP, draft().needing(anyDigest()).rememberingMissing(), "sparse");

        assertThat(recorded(HOOK)).containsExactly("sparse");
    }

    @Test
    void aDeletionOfAManifestIsToldIfItWasDeleted() throws Exception {
        Digest manifest = put(APP, draft().tagged("v1", "v2"));
        Digest listed = put(APP, draft());
        put(APP, draft().listing(listed));

        assertThat(store.manifests().delete(APP, listed, recording("needed"))).isEqualTo(DeleteOutcome.REFERENCED);
        assertThat(store.manifests().delete(OTHER, manifest, recording("elsewhere")))
                .isEqualTo(DeleteOutcome.UNKNOWN);
        assertThat(store.manifests().delete(APP, manifest, recording("deleted")))
                .isEqualTo(DeleteOutcome.DELETED);
        assertThat(store.manifests().delete(APP, manifest, recording("again"))).isEqualTo(DeleteOutcome.UNKNOWN);

        assertThat(recorded(HOOK)).containsExactly("deleted");
    }

    @Test
    void aDeletionOfATagIsToldIfItWasDeleted() throws Exception {
        put(APP, draft().tagged("v1", "v2"));

        assertThat(store.tags().delete(APP, new Tag("v1"), recording("deleted")))
                .isTrue();
        assertThat(store.tags().delete(APP, new Tag("v1"), recording("again"))).isFalse();
        assertThat(store.tags().delete(OTHER, new Tag("v1"), recording("elsewhere")))
                .isFalse();

        assertThat(recorded(HOOK)).containsExactly("deleted");
    }

    @Test
    void aDeletionOfSeveralTagsRecordsTheEventsOfThoseThatWereDeleted() throws Exception {
        put(APP, draft().tagged("a", "b", "c"));
        List<TagRemoval> removals = new ArrayList<>();
        for (SelectedTag each :
                store.tags().select(APP, TagSelection.ALL, ALL).orElseThrow().items()) {
            removals.add(new TagRemoval(each, recording(each.tag() + " 1", each.tag() + " 2")));
        }
        store.tags().delete(APP, new Tag("b"));

        assertThat(store.tags().delete(APP, removals)).hasSize(2);

        assertThat(recorded(HOOK)).containsExactly("a 1", "a 2", "c 1", "c 2");
    }

    @Test
    void aDeletionOfARepositoryIsToldIfItWasDeleted() throws Exception {
        put(APP, draft().tagged("v1"));

        assertThat(store.repositories().delete(OTHER, recording("elsewhere"))).isFalse();
        assertThat(store.repositories().delete(APP, recording("deleted"))).isTrue();

        assertThat(recorded(HOOK)).containsExactly("deleted");
    }

    @Test
    void aMountIsToldIfTheSourceHadTheBlob() throws Exception {
        Digest blob = newBlob(OTHER);

        assertThat(store.blobLinks().mount(APP, OTHER, anyDigest(), recording("nothing")))
                .isFalse();
        assertThat(store.blobLinks().mount(APP, OTHER, blob, recording("into a new one")))
                .isTrue();
        assertThat(store.blobLinks().mount(APP, OTHER, blob, recording("again")))
                .isTrue();

        assertThat(recorded(HOOK)).containsExactly("into a new one", "again");
    }

    @Test
    void aMountIsAnEventOfItsTarget() throws Exception {
        happen(APP, "before");
        RepositoryName source = elsewhere();
        Digest blob = newBlob(source);

        store.blobLinks().mount(APP, source, blob, recording("mounted"));

        assertThat(payloads(claim())).containsExactly("before", "mounted");
    }

    @Test
    void anUnlinkIsToldIfTheBlobWasTaken() throws Exception {
        Digest blob = newBlob(APP);
        Digest needed = newBlob(APP);
        put(APP, draft().needing(needed));

        assertThat(store.blobLinks().unlink(APP, needed, recording("needed"))).isEqualTo(DeleteOutcome.REFERENCED);
        assertThat(store.blobLinks().unlink(APP, blob, recording("taken"))).isEqualTo(DeleteOutcome.DELETED);
        assertThat(store.blobLinks().unlink(APP, blob, recording("again"))).isEqualTo(DeleteOutcome.UNKNOWN);

        assertThat(recorded(HOOK)).containsExactly("taken");
    }

    @Test
    void aFinishedUploadIsToldBeItADuplicateOrNot() throws Exception {
        Digest digest = anyDigest();

        assertThat(store.uploads().finish(recording(finished(APP, digest), "stored")))
                .isEqualTo(FinishOutcome.STORED);
        assertThat(store.uploads().finish(recording(finished(APP, digest), "duplicate")))
                .isEqualTo(FinishOutcome.DUPLICATE);

        assertThat(recorded(HOOK)).containsExactly("stored", "duplicate");
    }

    @Test
    void aStaleUploadIsNotTold() throws Exception {
        NewUpload session = started(APP);

        assertThat(store.uploads().finish(recording(finished(session, 7, anyDigest()), "stale")))
                .isEqualTo(FinishOutcome.STALE);
        assertThat(store.uploads().finish(recording(finished(session, 0, anyDigest()), "fresh")))
                .isEqualTo(FinishOutcome.STORED);

        assertThat(recorded(HOOK)).containsExactly("fresh");
    }

    private static FinishedUpload recording(FinishedUpload upload, String payload) {
        return new FinishedUpload(
                upload.repository(),
                upload.session(),
                upload.digest(),
                upload.size(),
                upload.key(),
                recording(payload));
    }

    @Test
    void eachRecipientIsToldItsOwnInTheOrderGiven() throws Exception {
        List<NewEvent> events = new ArrayList<>(recording("a", "b"));
        events.add(1, new NewEvent(MIRROR, "for the mirror"));
        events.add(new NewEvent(MIRROR, "a"));
        events.addAll(recording("c", "a"));
        put(APP, draft().tagged("v1").recording(events));

        assertThat(recorded(HOOK)).containsExactly("a", "b", "c", "a");
        assertThat(recorded(MIRROR)).containsExactly("for the mirror", "a");
        assertThat(recorded("another")).isEmpty();
    }

    @Test
    void aPayloadIsKeptAsItIs() throws Exception {
        String payload = "{\"quotes\":\"'\\\", \\\\, \\u00e4, \ud83d\ude80\"}\n\t$1 :now ? {b} ; " + "x".repeat(20_000);
        String recipient = "n\u00e4me, {with} 'marks'";
        put(APP, draft().recording(List.of(new NewEvent(recipient, payload), new NewEvent(recipient, ""))));

        assertThat(recorded(recipient)).containsExactly(payload, "");
    }

    @Test
    void anEventKnowsWhenItWasRecorded() throws Exception {
        happen(APP, "first");
        happen(APP, "second");

        assertThat(claim().events())
                .extracting(PendingEvent::since)
                .containsExactly(
                        clock.instant().minus(MOMENT.multipliedBy(2)),
                        clock.instant().minus(MOMENT));
    }

    @Test
    void changesOfARepositoryAreToldInTheOrderInWhichTheyWereMade() throws Exception {
        for (int i = 0; i < 20; i++) {
            changeInSixWays(i);
        }

        assertThat(recorded(HOOK))
                .containsExactlyElementsOf(
                        IntStream.range(0, 120).mapToObj(Integer::toString).collect(Collectors.toList()));
    }

    /** Finish, mount, put, delete a tag, a manifest, a blob. */
    private void changeInSixWays(int i) throws StoreException {
        Digest blob = newBlob(OTHER);
        FinishedUpload upload = finished(APP, anyDigest());
        store.uploads().finish(recording(upload, "" + 6 * i));
        store.blobLinks().mount(APP, OTHER, blob, recording("" + (6 * i + 1)));
        Digest manifest = putTelling(APP, draft().needing(blob).tagged("v1"), "" + (6 * i + 2));
        store.tags().delete(APP, new Tag("v1"), recording("" + (6 * i + 3)));
        store.manifests().delete(APP, manifest, recording("" + (6 * i + 4)));
        store.blobLinks().unlink(APP, upload.digest(), recording("" + (6 * i + 5)));
    }

    @Test
    void eventsOutliveTheirRepository() throws Exception {
        putTelling(APP, draft(), "pushed");
        store.repositories().delete(APP);
        putTelling(APP, draft(), "pushed anew");

        assertThat(recorded(HOOK)).containsExactly("pushed", "pushed anew");
    }
}
