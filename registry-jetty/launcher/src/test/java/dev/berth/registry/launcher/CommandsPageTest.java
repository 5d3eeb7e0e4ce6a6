package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code docs/commands.md} has the help of every command. {@code -Dberth.commands=write} writes it anew. */
class CommandsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "commands.md");
    private static final int WIDTH = 110;

    @Test
    void hasTheHelpOfEveryCommand() throws Exception {
        StringBuilder page = new StringBuilder("""
            # Commands

            The help of every command, as `registry COMMAND --help` prints it.

            """);
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        add(Launcher.commands(new Output(nowhere), new Terminal(nowhere)), page);
        if (System.getProperty("berth.commands", "").equals("write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page.toString());
    }

    private static void add(CommandLine command, StringBuilder page) {
        if (command.getCommandSpec().usageMessage().hidden()) {
            return;
        }
        command.setUsageHelpWidth(WIDTH);
        page.append("## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n");
        page.append(command.getUsageMessage(Ansi.OFF).strip().replaceAll("(?m) +$", ""));
        page.append("\n```\n\n");
        command.getSubcommands().values().stream().distinct().forEach(below -> add(below, page));
    }
}
