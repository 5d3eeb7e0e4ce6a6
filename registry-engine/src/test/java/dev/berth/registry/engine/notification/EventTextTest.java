package dev.berth.registry.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTextTest {

    @ParameterizedTest
    @EnumSource(EventAction.class)
    void readsWhatItWrote(EventAction action) throws IOException {
        for (Event event : new Event[] {Events.whole(action), Events.bare(action)}) {
            assertThat(EventReading.of(EventText.of(event))).isEqualTo(event);
        }
    }

    @Test
    void writesNothingADatabaseOrALogWouldChokeOn() throws IOException {
        Event hostile = Events.by("\0 \ud800 \n \" \u00e9");

        String text = EventText.of(hostile);

        assertThat(text).isASCII().doesNotContain("\n").doesNotContain("\0");
        assertThat(EventReading.of(text)).isEqualTo(hostile);
    }

    @Test
    void letsAloneWhatALaterVersionAdds() throws IOException {
        Event event = Events.whole(EventAction.PUSH);
        String text = EventText.of(event).replaceFirst("\\{", "{\"later\":{\"a\":[1,2]},\"number\":3,");

        assertThat(EventReading.of(text)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}", "{\"id\":\"1\"}", "{\"id\":\"1\",\"at\":\"yesterday\"}"})
    void refusesWhatIsNoEvent(String text) {
        assertThatThrownBy(() -> EventReading.of(text)).isInstanceOf(IOException.class);
    }
}
