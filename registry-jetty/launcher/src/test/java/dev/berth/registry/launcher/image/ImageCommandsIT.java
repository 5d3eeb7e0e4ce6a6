package dev.berth.registry.launcher.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.launcher.Launcher;
import dev.berth.registry.launcher.SmallImage;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images saved and loaded beside a server that runs on the embedded database. */
class ImageCommandsIT {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aSavedImageReturnsUnderAnotherName() throws Exception {
        try (RunningServer server = serve()) {
            SmallImage image = SmallImage.push(server.server().uri(), "app", "v1");
            String layout = folder.resolve("layout").toString();

            assertThat(run("image", "save", "app:v1", "--to", layout)).isZero();
            assertThat(out.toString()).contains("saved: app:v1 " + image.manifest(), "1 manifests; 2 new blobs");
            assertThat(run("image", "load", "team/copy:v2", "--from", layout, "--tag", "v1", "--json"))
                    .isZero();
            assertThat(new ObjectMapper()
                            .readTree(out.toString())
                            .required("digest")
                            .asText())
                    .isEqualTo(image.manifest());
            assertThat(get(server.server().uri().resolve("/v2/team/copy/manifests/v2")))
                    .isEqualTo(get(server.server().uri().resolve("/v2/app/manifests/v1")));
            assertThat(get(server.server().uri().resolve("/v2/team/copy/blobs/" + image.layer())))
                    .isEqualTo("a layer of app");
        }
    }

    @Test
    void failuresHaveAReason() throws Exception {
        try (RunningServer server = serve()) {
            SmallImage.push(server.server().uri(), "app", "v1");
            Files.writeString(Files.createDirectory(folder.resolve("other")).resolve("file"), "text");

            assertThat(run(
                            "image",
                            "save",
                            "app:v2",
                            "--to",
                            folder.resolve("layout").toString()))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("there is no manifest with tag v2");
            assertThat(run(
                            "image",
                            "save",
                            "app:v1",
                            "--to",
                            folder.resolve("other").toString()))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("neither empty nor an OCI image layout");
            assertThat(run(
                            "image",
                            "load",
                            "app:v1",
                            "--from",
                            folder.resolve("other").toString()))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("not an OCI image layout");
            assertThat(run(
                            "image",
                            "save",
                            "app",
                            "--to",
                            folder.resolve("layout").toString()))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("expected repository:tag or repository@digest, not 'app'");
        }
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private RunningServer serve() throws Exception {
        return Assembly.start(ConfigurationReader.read(configuration(), Map.of()), folder.resolve("data"));
    }

    private Path configuration() throws IOException {
        return Files.writeString(folder.resolve("config.yml"), "{http: {addr: '127.0.0.1:0'}, gc: {disabled: true}}");
    }

    private int run(String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(configuration().toString());
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
