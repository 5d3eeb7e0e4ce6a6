package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the pages on moves, run in their order on a registry of {@code docker-registry}. */
@FullBuild
class ImportPageIT {
    private static final Path PAGES = Path.of("..", "..", "docs");
    private static final Pattern COMMAND = Pattern.compile(" {4,}registry (.+)");

    private static final List<String> IMPORT = List.of("database", "import", "registry.yml");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"import", "moving-from-distribution", "moving-from-gitlab", "moving-from-harbor"})
    void everyCommandOfThePageSucceeds(String page) throws Exception {
        ClassicServer.require();
        ClassicServer classic = ClassicServer.inDirectory(folder, folder.resolve("tree"));
        new RandomPushes(classic.uri(), 5).run(List.of("app", "team/app"), 10);
        List<List<String>> commands = commands(PAGES.resolve(page + ".md"));
        assertThat(commands).hasSizeGreaterThan(10);

        try (RunningServer server = serve()) {
            for (List<String> command : commands) {
                if (command.contains("--follow")) {
                    follow(command);
                } else if (!command.contains("serve")) {
                    if (command.contains("--reset") || command.contains("finish")) {
                        classic.compare(server.server().uri(), Set.of("app", "team/app"));
                    }
                    assertThat(run(command)).as(command + " " + out).isZero();
                    if (command.contains("--reset")) {
                        assertThat(run(IMPORT)).as(out.toString()).isZero();
                    }
                }
            }
        }
    }

    /** The commands, without comments and the brackets around what may be left out. */
    private static List<List<String>> commands(Path page) throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (String line : Files.readAllLines(page)) {
            Matcher command = COMMAND.matcher(line);
            if (command.matches()) {
                commands.add(List.of(
                        command.group(1).replaceAll("#.*|[\\[\\]']", "").strip().split(" +")));
            }
        }
        return commands;
    }

    private void follow(List<String> command) throws Exception {
        List<Integer> codes = new ArrayList<>();
        List<String> onAnyPort = new ArrayList<>(command);
        onAnyPort.replaceAll(argument -> argument.replace(":5010", ":0"));
        Thread following = new Thread(() -> codes.add(run(onAnyPort)), "following");
        following.start();
        following.join(TimeUnit.SECONDS.toMillis(2));
        assertThat(codes).as("ended before it was interrupted").isEmpty();
        following.interrupt();
        following.join();
        assertThat(codes).as(out.toString()).containsExactly(0);
    }

    private int run(List<String> command) {
        out.getBuffer().setLength(0);
        List<String> arguments = new ArrayList<>(command);
        assertThat(arguments.remove("registry.yml")).isTrue();
        arguments.add(file().toString());
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        PrintWriter writer = new PrintWriter(out, true);
        return Launcher.run(writer, writer, arguments.toArray(String[]::new));
    }

    private Path file() {
        return folder.resolve("registry.yml");
    }

    private RunningServer serve() throws Exception {
        Files.writeString(
                file(),
                "{http: {addr: '127.0.0.1:0'}, storage: {classic: ignore, filesystem: {rootdirectory: '"
                        + folder.resolve("tree") + "'}}, gc: {disabled: true}}");
        return Assembly.start(ConfigurationReader.read(file(), Map.of()), folder.resolve("data"));
    }
}
