package dev.berth.registry.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

    @Test
    void readsAndWritesTheFieldsOfARequest() {
        TraceContext context = TraceContext.parse(
                        List.of(PARENT), List.of("congo=t61rcWkgMzE", "a@rojo=00f067aa0ba902b7"))
                .orElseThrow();
        assertThat(context.traceId()).isEqualTo(TRACE);
        assertThat(context.spanId()).isEqualTo(SPAN);
        assertThat(context.sampled()).isTrue();
        assertThat(context.state()).isEqualTo("congo=t61rcWkgMzE,a@rojo=00f067aa0ba902b7");
        assertThat(context.fields())
                .containsOnly(Map.entry("traceparent", PARENT), Map.entry("tracestate", context.state()));
    }

    @Test
    void readsOtherFlagsAndLaterVersions() {
        assertThat(parsed("00-" + TRACE + "-" + SPAN + "-00").sampled()).isFalse();
        assertThat(parsed("00-" + TRACE + "-" + SPAN + "-fe").sampled()).isFalse();
        assertThat(parsed("cc-" + TRACE + "-" + SPAN + "-03-what-the-future-brings")
                        .fields())
                .containsOnly(Map.entry("traceparent", PARENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
                "00-4bf92f3577b34da6a3ce929d0e0e473é-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nX-Evil: 1"
            })
    void aMalformedParentIsNone(String parent) {
        assertThat(TraceContext.parse(List.of(parent), List.of())).isEmpty();
    }

    @Test
    void severalParentsAreNone() {
        assertThat(TraceContext.parse(List.of(PARENT, PARENT), List.of())).isEmpty();
        assertThat(TraceContext.parse(List.of(), List.of("a=b"))).isEmpty();
        assertThat(TraceContext.parse(List.of("0".repeat(1 << 20)), List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a=", "A=b", "a=b,a=c", "a=b\r\nX-Evil: 1", "a=b=c", "a=\u00e9", "=b", "a=b, ,c"})
    void aMalformedStateIsLeftOut(String state) {
        assertThat(TraceContext.parse(List.of(PARENT), List.of(state))
                        .orElseThrow()
                        .state())
                .isEmpty();
    }

    @Test
    void theStateIsBounded() {
        String most = members(32);
        assertThat(state(most)).isEqualTo(most);
        assertThat(state(members(33))).isEmpty();
        assertThat(state("a=" + "b".repeat(256))).hasSize(258);
        assertThat(state("a=" + "b".repeat(257))).isEmpty();
        assertThat(TraceContext.parse(List.of(PARENT), Collections.nCopies(100_000, "a=b"))
                        .orElseThrow()
                        .state())
                .isEmpty();
        assertThat(state("a=b,,c=d")).isEqualTo("a=b,,c=d");
    }

    @Test
    void refusesIdsThatCannotBeSent() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TraceContext("1", SPAN, true, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new TraceContext(TRACE, "0".repeat(16), true, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new TraceContext(TRACE, SPAN, true, "a=b\nc"));
    }

    @Test
    void belongsToAThreadDuringACall() {
        TraceContext outer = parsed(PARENT);
        TraceContext inner = new TraceContext(TRACE, "b7ad6b7169203331", true, "");
        assertThat(TraceContext.current()).isEmpty();
        outer.call(() -> {
            inner.call(() -> assertThat(TraceContext.current()).contains(inner));
            return assertThat(TraceContext.current()).contains(outer);
        });
        assertThat(TraceContext.current()).isEmpty();
    }

    private static TraceContext parsed(String parent) {
        return TraceContext.parse(List.of(parent), List.of()).orElseThrow();
    }

    private static String state(String state) {
        return TraceContext.parse(List.of(PARENT), List.of(state)).orElseThrow().state();
    }

    private static String members(int number) {
        return IntStream.range(0, number).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
    }
}
