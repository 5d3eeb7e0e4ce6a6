package dev.berth.registry.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import dev.berth.registry.spi.events.EventPublisher;
import dev.berth.registry.spi.events.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeveralPublishersTest {
    private final Recording pushes = new Recording("first", EventAction.PUSH);
    private final Recording pulls = new Recording("second", EventAction.PULL);
    private final EventPublisher both = EventPublisher.all(List.of(pushes, pulls));

    @Test
    void eachPublisherReceivesTheActionsItWants() {
        assertThat(both.wants(EventAction.PUSH)).isTrue();
        assertThat(both.wants(EventAction.PULL)).isTrue();
        assertThat(both.wants(EventAction.DELETE)).isFalse();
        assertThat(both.newEvents(Events.bare(EventAction.PUSH)))
                .extracting(NewEvent::recipient)
                .containsExactly("first");
        both.pulled(Events.bare(EventAction.PULL));
        both.recorded();
        assertThat(pushes.calls).containsExactly("recorded");
        assertThat(pulls.calls).containsExactly("pulled", "recorded");
    }

    @Test
    void oneOrNoneNeedsNoWrapper() {
        assertThat(EventPublisher.all(List.of())).isSameAs(EventPublisher.NONE);
        assertThat(EventPublisher.all(List.of(pulls))).isSameAs(pulls);
        assertThat(both.node()).isEqualTo(pushes.node());
    }

    private static final class Recording implements EventPublisher {
        private final List<String> calls = new ArrayList<>();
        private final String name;
        private final EventAction wanted;

        Recording(String name, EventAction wanted) {
            this.name = name;
            this.wanted = wanted;
        }

        @Override
        public EventNode node() {
            return new EventNode(Optional.of(name), "1");
        }

        @Override
        public boolean wants(EventAction action) {
            return action == wanted;
        }

        @Override
        public List<NewEvent> newEvents(Event event) {
            return List.of(new NewEvent(name, "{}"));
        }

        @Override
        public void recorded() {
            calls.add("recorded");
        }

        @Override
        public void pulled(Event event) {
            calls.add("pulled");
        }
    }
}
