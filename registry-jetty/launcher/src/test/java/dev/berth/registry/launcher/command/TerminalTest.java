package dev.berth.registry.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final StringWriter written = new StringWriter();

    @Test
    void showsAndTakesAway() {
        Terminal terminal = new Terminal(new PrintWriter(written), true);
        terminal.show("half");
        terminal.clear();
        terminal.clear();
        assertThat(written.toString()).isEqualTo("\rhalf\r    \r");
    }

    @Test
    void isNotInAHurry() {
        Terminal terminal = new Terminal(new PrintWriter(written), true);
        for (int i = 0; i < 1000; i++) {
            terminal.show("step");
        }
        assertThat(written.toString().length()).isLessThan(1000);
    }

    @Test
    void saysNothingWhereNobodyLooks() {
        Terminal terminal = new Terminal(new PrintWriter(written), false);
        terminal.show("half");
        terminal.clear();
        assertThat(written.toString()).isEmpty();
    }
}
