package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Wrong arguments and a wrong configuration end every command with 2, and without a stack trace. */
class ExitCodesTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter err = new StringWriter();

    /** All commands, with the arguments that they cannot do without. */
    static Stream<List<String>> commands() {
        return commands(commandLine(), List.of()).filter(path -> !path.contains("help"));
    }

    private static CommandLine commandLine() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return Launcher.commands(new Output(nowhere), new Terminal(nowhere));
    }

    private static Stream<List<String>> commands(CommandLine command, List<String> path) {
        return Stream.concat(
                path.isEmpty() ? Stream.empty() : Stream.of(path),
                command.getSubcommands().entrySet().stream()
                        .flatMap(entry -> commands(entry.getValue(), with(path, entry.getKey()))));
    }

    static Stream<List<String>> commandsWithConfiguration() {
        return commands().filter(path -> {
            CommandLine command = commandLine();
            for (String name : path) {
                command = Objects.requireNonNull(command.getSubcommands().get(name), name);
            }
            return command.getCommandSpec().positionalParameters().stream()
                    .anyMatch(parameter -> parameter.paramLabel().equals("FILE"));
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void refuseAnOptionThatTheyDoNotHave(List<String> command) {
        assertRefused(with(command, "--frobnicate"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void refuseArgumentsBeyondTheirOwn(List<String> command) {
        assertRefused(with(command, "a", "b", "c", "d"));
    }

    @ParameterizedTest
    @MethodSource("commandsWithConfiguration")
    void refuseAConfigurationThatIsNotThere(List<String> command) {
        assertRefused(with(command, arguments(command, folder.resolve("none.yml"))));
    }

    @ParameterizedTest
    @MethodSource("commandsWithConfiguration")
    void refuseAnInvalidConfiguration(List<String> command) throws IOException {
        Path file = Files.writeString(folder.resolve("registry.yml"), "htttp: {addr: x}\n");
        assertRefused(with(command, arguments(command, file)));
        assertThat(err.toString()).contains("htttp");
    }

    private String[] arguments(List<String> command, Path configuration) {
        List<String> arguments = new ArrayList<>();
        switch (String.join(" ", command)) {
            case "gc explain", "tag delete", "tag undelete" -> arguments.add("app:v1");
            case "manifest undelete" -> arguments.add("app@sha256:" + "0".repeat(64));
            case "events discard" -> arguments.addAll(List.of("--endpoint", "audit", "--all"));
            case "image save" -> arguments.addAll(List.of("app:v1", "--to", folder.toString()));
            case "image load" -> arguments.addAll(List.of("app:v1", "--from", folder.toString()));
            case "database import give-up",
                    "repository show",
                    "repository delete",
                    "tag list",
                    "manifest list",
                    "usage show" -> arguments.add("app");
            case "usage unused" -> arguments.addAll(List.of("app", "--for", "90d"));
            case "search" -> arguments.addAll(List.of("--tag", "v1"));
            case "repository rename" -> arguments.addAll(List.of("app", "--to", "other"));
            case "database migrate down", "storage adopt" -> arguments.add("--force");
            default -> {}
        }
        arguments.add(configuration.toString());
        return arguments.toArray(String[]::new);
    }

    private void assertRefused(List<String> arguments) {
        err.getBuffer().setLength(0);
        int code = Launcher.run(
                new PrintWriter(new StringWriter()), new PrintWriter(err), arguments.toArray(String[]::new));
        assertThat(code).as("%s: %s", arguments, err).isEqualTo(2);
        assertThat(err.toString()).as("%s", arguments).isNotBlank().doesNotContain("\tat ");
    }

    private static List<String> with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Arrays.stream(more)).toList();
    }
}
