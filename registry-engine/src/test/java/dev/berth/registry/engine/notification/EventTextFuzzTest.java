package dev.berth.registry.engine.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.registry.event.Event;
import java.io.IOException;

/** Arbitrary content of the outbox. */
public final class EventTextFuzzTest {

    @FuzzTest
    void text(byte[] input) throws IOException {
        Event event;
        try {
            event = EventReading.of(new String(input, UTF_8));
        } catch (IOException refused) {
            return;
        }
        String text = EventText.of(event);
        assertThat(text).isASCII();
        assertThat(EventReading.of(text)).isEqualTo(event);
    }
}
