package dev.berth.registry.contract.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.metadata.MetadataClaims;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.events.PendingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A metadata store and the steps all claims about its events are made of. */
abstract class EventClaims extends MetadataClaims {
    protected static final String HOOK = "hook";
    protected static final String MIRROR = "mirror";
    protected static final Duration LEASE = Duration.ofMinutes(1);
    protected static final Duration MOMENT = Duration.ofMillis(1);
    private static final String ELSEWHERE = "elsewhere";
    private static final int MORE_CLAIMS_THAN_ANYTHING_NEEDS = 10_000;

    /** Events for the hook. */
    protected static List<NewEvent> recording(String... payloads) {
        return Stream.of(payloads).map(payload -> new NewEvent(HOOK, payload)).toList();
    }

    /** Changes the repository and records these events for the hook; then advances the clock. */
    protected final void happen(RepositoryName repository, String... payloads) throws StoreException {
        put(repository, draft().recording(recording(payloads)));
        clock.advance(MOMENT);
    }

    /** A repository whose events stand in another lane than those that wait, which are of one repository. */
    protected final RepositoryName elsewhere() throws StoreException {
        ClaimedEvents others = claim();
        for (int i = 0; i < MORE_CLAIMS_THAN_ANYTHING_NEEDS; i++) {
            RepositoryName repository = new RepositoryName("else/where" + i);
            put(repository, draft().recording(recording(ELSEWHERE)));
            Optional<ClaimedEvents> found = store.events().claim(HOOK, 1, LEASE);
            if (found.isPresent()) {
                store.events().done(found.get());
                clean(others);
                return repository;
            }
        }
        throw new AssertionError("all repositories are in one lane");
    }

    /** Empties a lane, including repositories that share it. */
    private void clean(ClaimedEvents taken) throws StoreException {
        store.events().retry(taken, clock.instant());
        ClaimedEvents all = store.events()
                .claim(HOOK, MORE_CLAIMS_THAN_ANYTHING_NEEDS, LEASE)
                .orElseThrow();
        List<PendingEvent> strangers = all.events().stream()
                .filter(event -> event.payload().equals(ELSEWHERE))
                .toList();
        store.events().done(new ClaimedEvents(HOOK, all.lane(), all.claim(), all.attempts(), strangers));
    }

    protected final ClaimedEvents claim() throws StoreException {
        return store.events().claim(HOOK, 100, LEASE).orElseThrow();
    }

    protected final boolean nothingToClaim() throws StoreException {
        return store.events().claim(HOOK, 100, LEASE).isEmpty();
    }

    /** Delivers all recorded events and answers them. */
    protected final List<String> recorded(String recipient) throws StoreException {
        List<String> recorded = new ArrayList<>();
        for (int i = 0; i < MORE_CLAIMS_THAN_ANYTHING_NEEDS; i++) {
            Optional<ClaimedEvents> claimed = store.events().claim(recipient, 3, LEASE);
            if (claimed.isEmpty()) {
                return recorded;
            }
            recorded.addAll(payloads(claimed.get()));
            assertThat(store.events().done(claimed.get())).isTrue();
        }
        throw new AssertionError("events for " + recipient + " find no end");
    }

    protected static List<String> payloads(ClaimedEvents events) {
        return events.events().stream().map(PendingEvent::payload).toList();
    }

    protected final Digest putTelling(RepositoryName repository, ManifestDraft draft, String... payloads)
            throws StoreException {
        return put(repository, draft.recording(recording(payloads)));
    }
}
