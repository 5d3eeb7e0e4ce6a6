package dev.berth.registry.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.launcher.Launcher;
import dev.berth.registry.launcher.SmallImage;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.DeletionStore;
import dev.berth.registry.testing.FullBuild;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about collection and storage, beside a server that runs on the embedded database. */
class CollectionCommandsIT {
    private static final String CONFIGURATION = "{http: {addr: '127.0.0.1:0'}, gc: {disabled: true, reviewafter: 2h}}";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @FullBuild
    void explainAndCollectBesideAServer() throws Exception {
        try (RunningServer server = serve()) {
            SmallImage image = SmallImage.push(server.server().uri(), "app", "v1");
            assertThat(run("gc", "explain", "app:v1")).isZero();
            assertThat(recorded())
                    .contains("manifest " + image.manifest(), "tag v1 references it", "kept while referenced");
            assertThat(run("gc", "explain", image.layer())).isZero();
            assertThat(recorded())
                    .contains("repository app links it", "manifest " + image.manifest() + " references it");

            image.deleteTag("v1");
            assertThat(run("gc", "explain", "app@" + image.manifest())).isZero();
            assertThat(recorded()).contains("unreferenced; due for deletion at ", "a tag was deleted", "gc.disabled");
            assertThat(run("gc", "status")).isZero();
            assertThat(recorded())
                    .containsPattern("manifest +a tag was deleted +1 ")
                    .contains("0 objects pending deletion");
            assertThat(run("storage", "check")).isZero();
            assertThat(recorded()).contains("2 blobs and 2 objects", "consistent");

            assertThat(run("gc", "run")).isZero();
            assertThat(recorded()).contains("manifests: 0 removed");
            assertThat(run("gc", "run", "--unsafe-delay", "0s")).isZero();
            assertThat(recorded())
                    .contains("manifests: 1 removed", "links: 2 removed", "blobs: 2 removed", "objects: 2 deleted");
            assertThat(run("storage", "check")).isZero();
            assertThat(recorded()).contains("0 blobs and 0 objects");
            assertThat(run("gc", "explain", "app@" + image.manifest())).isEqualTo(1);
        }
    }

    @Test
    @FullBuild
    void repairNothingWhenTheDatabaseMayBeAnothers() throws Exception {
        try (RunningServer server = serve()) {
            SmallImage image = SmallImage.push(server.server().uri(), "app", "v1");
            Path object = objects().get(0);
            Path kept = Files.copy(object, folder.resolve("kept"));
            image.deleteTag("v1");
            assertThat(run("gc", "run", "--unsafe-delay", "0s")).isZero();
            Files.createDirectories(object.getParent());
            Files.copy(kept, object);
            assertThat(run("storage", "check", "--repair")).isEqualTo(1);
            assertThat(recorded()).contains("OBJECT_KNOWN: ").doesNotContain("repaired");
            assertThat(err.toString()).contains("nothing repaired: the database has no blobs");
            assertThat(run("gc", "run")).isZero();
            assertThat(object).exists();
        }
    }

    @Test
    void deleteMostObjectsOnlyWhenToldTwice() throws Exception {
        try (RunningServer server = serve()) {
            SmallImage.push(server.server().uri(), "app", "v1");
            Path object = objects().get(0);
            for (String name : List.of("x", "y", "z")) {
                Files.copy(object, object.resolveSibling(object.getFileName() + name));
            }
            assertThat(run("storage", "check", "--repair")).isEqualTo(1);
            assertThat(err.toString()).contains("nothing repaired: 3 of 5 objects are unknown");
            assertThat(run("gc", "run")).isZero();
            assertThat(objects()).hasSize(5);
            assertThat(run("storage", "check", "--repair", "--repair")).isEqualTo(1);
            assertThat(recorded()).contains("3 repaired");
            assertThat(run("gc", "run")).isZero();
            assertThat(objects()).hasSize(2);
        }
    }

    @Test
    void findAndRepairWhatIsBroken() throws Exception {
        try (RunningServer server = serve()) {
            SmallImage.push(server.server().uri(), "app", "v1");
            Path broken = objects().get(0);
            byte[] bytes = Files.readAllBytes(broken);
            bytes[0]++;
            Files.write(broken, bytes);
            assertThat(run("storage", "check")).isZero();
            assertThat(run("storage", "check", "--deep")).isEqualTo(1);
            assertThat(recorded()).contains("OBJECT_INTACT: ", "1 problem");
            assertThat(run("storage", "check", "--deep", "--after", "z")).isZero();
            assertThat(run("storage", "check", "--deep", "--repair")).isEqualTo(1);
            assertThat(recorded()).contains("1 blob marked as lost");
            SmallImage.push(server.server().uri(), "app", "v2");
            assertThat(run("storage", "check", "--deep")).isZero();
            assertThat(run("gc", "run")).isZero();
            broken = objects().get(0);
            Files.writeString(broken, "changed by hand");
            assertThat(run("storage", "check")).isEqualTo(1);
            assertThat(recorded()).contains("OBJECT_COMPLETE: ", "1 problem");
            Files.move(broken, broken.resolveSibling(broken.getFileName() + "x"));
            assertThat(run("storage", "check", "--repair")).isEqualTo(1);
            assertThat(recorded())
                    .contains(
                            "OBJECT_PRESENT: ", "OBJECT_KNOWN: ", "2 problems", "1 repaired", "1 blob marked as lost");
        }
        // And with no server beside it.
        assertThat(run("gc", "run")).isZero();
        assertThat(recorded()).contains("objects: 1 deleted");
        assertThat(run("storage", "check", "--json")).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(recorded());
        assertThat(report.get("breaches").findValuesAsText("invariant")).containsExactly("OBJECT_PRESENT");
        assertThat(run("gc", "status", "--json")).isZero();
        assertThat(new ObjectMapper()
                        .readTree(recorded())
                        .at("/deletions/waiting")
                        .asInt())
                .isZero();
    }

    @Test
    @FullBuild
    void callNoBlobMissingThatIsElsewhere() throws Exception {
        serve().close();
        Path blobs = folder.resolve("data/blobs");
        Path elsewhere = Files.move(blobs, folder.resolve("elsewhere"));
        assertThat(run("storage", "check")).isEqualTo(1);
        assertThat(err.toString()).contains("storage directory not found: " + blobs);
        assertThat(run("gc", "run")).isEqualTo(1);
        assertThat(blobs).doesNotExist();
        Files.move(elsewhere, blobs);
        assertThat(run("storage", "check")).isZero();
    }

    @Test
    @FullBuild
    void tryAgainWhatWasGivenUp() throws Exception {
        try (RunningServer server = serve()) {
            SmallImage.push(server.server().uri(), "app", "v1");
        }
        Path object = objects().get(0);
        StorageKey stray = new StorageKey(object.getFileName() + "x");
        Files.copy(object, object.resolveSibling(stray.value()));
        giveUp(stray);
        assertThat(run("gc", "status")).isZero();
        assertThat(recorded()).contains("1 given up", "given up: " + stray, "--retry-given-up");
        assertThat(run("gc", "run")).isZero();
        assertThat(recorded()).contains("objects: 0 deleted");
        assertThat(run("gc", "run", "--retry-given-up")).isZero();
        assertThat(recorded()).contains("objects: 1 deleted");
        assertThat(objects()).hasSize(2);
    }

    /** A directory with content in place of an object cannot be deleted. */
    @Test
    void tellWhatCouldNotBeDeleted() throws Exception {
        try (RunningServer server = serve()) {
            SmallImage.push(server.server().uri(), "app", "v1");
        }
        Path object = objects().get(0);
        List<StorageKey> strays = List.of(stray(object, "x"), stray(object, "y"), stray(object, "z"));
        try (CommandStores stores = stores()) {
            stores.metadata().deletions().queue(strays);
        }
        PrintStream err = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            assertThat(run("gc", "run")).isEqualTo(1);
        } finally {
            System.setErr(err);
        }
        assertThat(recorded()).contains("objects: 0 deleted", "3 failed");
        assertThat(logged.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains(
                        "WARN",
                        "3 of 3 objects were not deleted; 0 of them are set aside",
                        "The first is " + object.getFileName());
    }

    private static StorageKey stray(Path object, String end) throws IOException {
        StorageKey key = new StorageKey(object.getFileName() + end);
        Files.createDirectories(object.resolveSibling(key.value()).resolve("content"));
        return key;
    }

    private CommandStores stores() throws Exception {
        return CommandStores.likeAServer(ConfigurationReader.read(Map.of()), folder.resolve("data"));
    }

    private void giveUp(StorageKey key) throws Exception {
        try (CommandStores stores = stores()) {
            DeletionStore deletions = stores.metadata().deletions();
            deletions.queue(List.of(key));
            deletions.setAside(List.of(key));
        }
    }

    @Test
    void sayWhenThereIsNothingToLookAt() throws Exception {
        assertThat(run("gc", "status")).isEqualTo(1);
        assertThat(err.toString()).contains("no registry in the data folder " + folder.resolve("data"));
        assertThat(run("storage", "check")).isEqualTo(1);
        assertThat(run("gc", "run", "--unsafe-delay", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("'--unsafe-delay': expected a duration such as 30s or 1h30m, not 'soon'");
        assertThat(run("gc", "explain", "what?")).isEqualTo(2);
        assertThat(err.toString()).contains("not 'what?'");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private RunningServer serve() throws Exception {
        Files.writeString(folder.resolve("config.yml"), CONFIGURATION);
        return Assembly.start(ConfigurationReader.read(folder.resolve("config.yml"), Map.of()), folder.resolve("data"));
    }

    private int run(String... arguments) throws IOException {
        Files.writeString(folder.resolve("config.yml"), CONFIGURATION);
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(folder.resolve("config.yml").toString());
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    private String recorded() {
        return out.toString();
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/blobs/objects"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
