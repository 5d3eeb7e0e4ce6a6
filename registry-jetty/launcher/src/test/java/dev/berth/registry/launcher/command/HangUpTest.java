package dev.berth.registry.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangUpTest {
    /** Without the handler this JVM would end here. */
    @Test
    void signalIsSurvivedAndReloads() throws Exception {
        CountDownLatch reloaded = new CountDownLatch(1);
        HangUp.handle(reloaded::countDown);
        String self = Long.toString(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-HUP", self).start().waitFor()).isZero();
        if (!isIgnoredFromTheStart()) {
            assertThat(reloaded.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Below nohup the runtime leaves the signal ignored, whatever the handler. */
    private static boolean isIgnoredFromTheStart() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Integer.parseInt(line.substring(line.length() - 1), 16) & 1) == 1);
    }
}
