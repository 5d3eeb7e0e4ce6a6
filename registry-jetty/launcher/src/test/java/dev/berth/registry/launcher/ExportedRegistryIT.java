package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.storage.s3.S3Server;
import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back: after hundreds of operations, {@code docker-registry} serves the exported content. */
class ExportedRegistryIT {
    private static final Set<String> NAMES = new TreeSet<>(Set.of("app", "team/app", "team/app/nested", "fresh"));

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void requirePrograms() {
        ClassicServer.require();
    }

    @Test
    void servesAnImportedDirectoryAfterwards() throws Exception {
        Path root = folder.resolve("tree");
        String storage = "filesystem: {rootdirectory: '" + root + "'}";
        ClassicServer before = ClassicServer.inDirectory(folder, root);
        new RandomPushes(before.uri(), 1).run(List.of("app", "team/app"), 40);
        try (RunningServer server = serve("classic: ignore, " + storage)) {
            assertThat(run(storage, "database", "import")).as(recorded()).isZero();
            before.compare(server.server().uri(), Set.of("app", "team/app"));
        }

        goBack(storage, 200, () -> ClassicServer.inDirectory(folder, root));
    }

    @Test
    @FullBuild
    void servesABucketAfterwards() throws Exception {
        S3Server server = S3Server.inThisJvm();
        String keys = "{regionendpoint: '%s', bucket: %s, region: us-east-1, accesskey: %s, secretkey: %s}"
                .formatted(server.endpoint(), server.newBucket(), S3Server.ACCESS_KEY, S3Server.SECRET_KEY);

        goBack(
                "redirect: {disable: true}, s3: " + keys,
                60,
                () -> ClassicServer.start(
                        folder, "{redirect: {disable: true}, s3: " + keys.replace("{", "{secure: false, ") + "}"));
    }

    private interface Start {
        ClassicServer classic() throws IOException;
    }

    private void goBack(String storage, int operations, Start start) throws Exception {
        try (RunningServer server = serve(storage)) {
            URI here = server.server().uri();
            RandomPushes pushes = new RandomPushes(here, 2);
            pushes.run(List.copyOf(NAMES), operations);
            assertThat(run(storage, "database", "export", "--dry-run"))
                    .as(recorded())
                    .isZero();
            assertThat(run(storage, "database", "export")).as(recorded()).isZero();
            pushes.run(List.copyOf(NAMES), operations / 4);
            assertThat(run(storage, "database", "export")).as(recorded()).isZero();
            assertThat(run(storage, "database", "export")).as(recorded()).isZero();
            assertThat(recorded()).contains("(4 unchanged), 0 manifests, 0 tags, 0 links, 0 blobs");

            start.classic().compare(here, NAMES);
            assertThat(run(storage, "storage", "check")).as(recorded()).isZero();
            assertThat(run(storage, "database", "verify", "--deep"))
                    .as(recorded())
                    .isZero();
        }
        serve(storage).close();
    }

    private RunningServer serve(String storage) throws Exception {
        return Assembly.start(ConfigurationReader.read(configuration(storage), Map.of()), folder.resolve("data"));
    }

    private Path configuration(String storage) throws IOException {
        return Files.writeString(
                folder.resolve("registry.yml"),
                "{http: {addr: '127.0.0.1:0'}, storage: {delete: {enabled: true}, " + storage
                        + "}, gc: {disabled: true}}");
    }

    private String recorded() {
        return out.toString() + err;
    }

    private int run(String storage, String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(configuration(storage).toString());
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
