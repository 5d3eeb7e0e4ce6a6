package dev.berth.registry.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An image run as an engine does with {@code --read-only}, without an engine: its files are read-only, a folder
 * is its volume, and its programs have the user and the environment that its configuration names.
 */
final class UnpackedImage {
    private static final String MOUNTED = """
        mount --bind "$1" "$1" && mount --bind "$2" "$1$3" && mount --rbind /dev "$1/dev" && mount --rbind /proc "$1/proc" \
        && mount -o remount,bind,ro "$1" && root=$1 user=$4 && shift 4 && exec chroot --userspec="$user" "$root" "$@"
        """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode configuration;
    private final Path root;
    private final Path volume;
    private final int port = ServerProcess.freePort();

    private UnpackedImage(JsonNode configuration, Path root, Path volume) throws IOException {
        this.configuration = configuration;
        this.root = root;
        this.volume = volume;
    }

    /** The files of a container that was not started, and an empty folder of its user for its volume. */
    static UnpackedImage of(Program buildah, String container, Path volume) throws IOException, InterruptedException {
        JsonNode configuration =
                JSON.readTree(buildah.run("inspect", container)).at("/Docker/config");
        return new UnpackedImage(configuration, Path.of(buildah.run("mount", container)), volume);
    }

    String user() {
        return configuration.path("User").asText();
    }

    /** The check of its health, as arguments of a program. */
    List<String> healthCheck() {
        List<String> test = texts(configuration.at("/Healthcheck/Test"));
        return test.subList(1, test.size());
    }

    Path root() {
        return root;
    }

    /** Starts it without arguments, and waits until it answers. */
    RunningServer start(Path log) throws IOException {
        List<String> command = new ArrayList<>(texts(configuration.path("Entrypoint")));
        command.addAll(texts(configuration.path("Cmd")));
        return RunningServer.awaiting(process(command, log), port, log);
    }

    /** A program in it. */
    Process process(List<String> arguments, Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", MOUNTED, "sh"));
        command.addAll(List.of(root.toString(), volume.toString(), volumePath(), user()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        for (String variable : texts(configuration.path("Env"))) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        builder.environment().put("REGISTRY_HTTP_ADDR", "127.0.0.1:" + port);
        return builder.start();
    }

    private String volumePath() {
        return configuration.path("Volumes").fieldNames().next();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
