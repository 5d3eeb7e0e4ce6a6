package dev.berth.registry.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.SetAsideEvents;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.SetAsideEvent;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.NewEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusedEventsTest {
    private static final String SINK = "sink";

    private final OutboxBed bed = new OutboxBed(new TestClock());
    private final SetAsideEvents refused = RefusedEvents.of(bed.outbox());

    @Test
    void areReadUnlessAnotherVersionWroteThem() throws Exception {
        Event push = Events.of(Events.REPOSITORY, "t1");
        record(Events.REPOSITORY, EventText.of(push));
        record(Events.REPOSITORY, "not an event");
        setAllAside();

        Page<SetAsideEvent> listed = refused.list(SINK, 0, 10);

        assertThat(listed.items())
                .extracting(SetAsideEvent::event)
                .containsExactly(Optional.of(push), Optional.empty());
        assertThat(listed.more()).isFalse();
        assertThat(refused.list(SINK, 0, 1).more()).isTrue();
        assertThat(refused.list(SINK, listed.items().get(0).position(), 10).items())
                .isEqualTo(listed.items().subList(1, 2));
    }

    @Test
    void areAllSentAgainInBatches() throws Exception {
        for (int i = 0; i < 2_500; i++) {
            record(new RepositoryName("r" + i % 40), "" + i);
        }
        setAllAside();
        assertThat(refused.counts()).isEqualTo(Map.of(SINK, 2_500L));

        assertThat(refused.resend(SINK)).isEqualTo(2_500);

        assertThat(refused.counts()).isEmpty();
        assertThat(bed.outbox().backlog(SINK).waiting()).isEqualTo(2_500);
        assertThat(refused.resend(SINK)).isZero();
        assertThat(refused.resend("unknown")).isZero();
    }

    @Test
    void areAllDiscardedInBatches() throws Exception {
        for (int i = 0; i < 2_500; i++) {
            record(new RepositoryName("r" + i % 40), "" + i);
        }
        setAllAside();
        record(Events.REPOSITORY, "pending");

        assertThat(refused.discard(SINK)).isEqualTo(2_500);

        assertThat(refused.counts()).isEmpty();
        assertThat(bed.outbox().backlog(SINK).waiting()).isEqualTo(1);
        assertThat(refused.discard(SINK)).isZero();
    }

    @Test
    void positionsAreLimited() {
        assertThatThrownBy(() -> refused.resend(SINK, Collections.nCopies(1_001, 1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> refused.discard(SINK, Collections.nCopies(1_001, 1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> refused.list(SINK, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void record(RepositoryName repository, String payload) throws StoreException {
        bed.record(repository, List.of(new NewEvent(SINK, payload)));
    }

    private void setAllAside() throws StoreException {
        for (Optional<ClaimedEvents> claimed = claim(); claimed.isPresent(); claimed = claim()) {
            bed.outbox().setAside(claimed.get(), Map.of());
            bed.outbox().done(claimed.get());
        }
    }

    private Optional<ClaimedEvents> claim() throws StoreException {
        return bed.outbox().claim(SINK, 1_000, Duration.ofMinutes(1));
    }
}
