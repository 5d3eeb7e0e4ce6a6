package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.testing.BuildServer;
import dev.berth.registry.testing.InstalledPrograms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * {@code docs/commands.md} has the help of every command, and the distribution a manual page of each. {@code
 * -Dberth.commands=write} writes both anew.
 */
class CommandsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "commands.md");
    private static final Path MANUAL = Path.of("src", "dist", "share", "man", "man1");
    private static final boolean WRITE =
            System.getProperty("berth.commands", "").equals("write");
    private static final int WIDTH = 110;

    @Test
    void hasTheHelpOfEveryCommand() throws Exception {
        StringBuilder page = new StringBuilder("""
            # Commands

            The help of every command, as `registry COMMAND --help` prints it.

            """);
        add(commands(), page);
        if (WRITE) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page.toString());
    }

    @Test
    void manualPagesHaveTheHelpOfEveryCommand() throws Exception {
        Map<String, String> pages = ManualPage.of(commands());
        if (WRITE) {
            write(pages);
        }
        assertThat(written()).containsExactlyEntriesOf(pages);
    }

    /** As groff reads them, without a warning. */
    @Test
    void manualPagesCanBeRead(@TempDir Path folder) throws Exception {
        assumeTrue(InstalledPrograms.has("groff") || BuildServer.isThis(), "groff is not on the path");
        Map<String, String> pages = ManualPage.of(commands());
        Path text = folder.resolve("text");
        Path all = Files.writeString(folder.resolve("all"), String.join("", pages.values()));
        Process groff = new ProcessBuilder("groff", "-man", "-ww", "-Tutf8", "-P-cbou", all.toString())
                .redirectOutput(text.toFile())
                .start();
        String warnings = new String(groff.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(groff.waitFor()).as(warnings).isZero();
        assertThat(warnings).isEmpty();
        assertThat(text)
                .content()
                .contains(pages.keySet().stream()
                        .map(name -> name.replace(".1", " - "))
                        .toList())
                .contains("--help", "registry.yml", "REGISTRY_HTTP_ADDR")
                .doesNotContain("${", "\\");
    }

    private static void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(MANUAL);
        for (String name : written().keySet()) {
            Files.delete(MANUAL.resolve(name));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(MANUAL.resolve(page.getKey()), page.getValue());
        }
    }

    private static Map<String, String> written() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(MANUAL)) {
            for (Path file : files) {
                pages.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return pages;
    }

    private static CommandLine commands() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return Launcher.commands(new Output(nowhere), new Terminal(nowhere));
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
