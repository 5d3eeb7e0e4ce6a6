package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one command a newcomer runs. */
final class RunCommandIT {
    private static final Image IMAGE = Image.of(1, 100_000);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void keepsEverythingFromOneRunToTheNext() throws Exception {
        runTwice(Launch.in(folder));
    }

    @Test
    void runsForAnOrdinaryUserToo() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "this is an ordinary user already");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "there is no setpriv to become somebody else with");
        Files.setAttribute(folder, "unix:uid", 65_534);
        Launch launch = Launch.in(folder)
                .where("HOME", folder.toString())
                .through(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

        if (System.getProperty("berth.tests", "").equals("all")) {
            runTwice(launch);
        } else {
            run(launch);
        }

        assertThat(Files.getAttribute(folder.resolve("data"), "unix:uid")).isEqualTo(65_534);
    }

    @Test
    void keepsNothingInMemory() throws Exception {
        Launch launch = Launch.inMemory(folder);
        try (RunningServer server = launch.start()) {
            server.client().push("kept/not", "latest", IMAGE);
            server.client().assertPulls("kept/not", "latest", IMAGE);
            server.stop();
        }
        try (RunningServer server = launch.start()) {
            assertThat(server.client().get("/v2/kept/not/manifests/latest").statusCode())
                    .isEqualTo(404);
        }
    }

    private static void runTwice(Launch launch) throws Exception {
        run(launch);
        try (RunningServer server = launch.start()) {
            server.client().assertPulls("kept/here", "latest", IMAGE);
            server.stop();
        }
    }

    private static void run(Launch launch) throws Exception {
        try (RunningServer server = launch.start()) {
            assertThat(server.says()).contains(server.authority());
            server.client().push("kept/here", "latest", IMAGE);
            server.stop();
        }
    }
}
