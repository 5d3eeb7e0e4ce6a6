package dev.berth.registry.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.registry.testing.InstalledPrograms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small file system in memory that only a server sees, in a mount name space of its own. */
record SmallDisk(Path folder, int megabytes) {
    private static final int BLOCK = 4096;

    /** At a new folder; the test is skipped where a file system cannot be mounted. */
    static SmallDisk at(Path folder, int megabytes) throws IOException, InterruptedException {
        SmallDisk disk = new SmallDisk(Files.createDirectories(folder).toRealPath(), megabytes);
        assumeTrue(InstalledPrograms.has("unshare"), "unshare is not on the path");
        List<String> command = new ArrayList<>(disk.mounted("exec \"$@\""));
        command.add("true");
        assumeTrue(new ProcessBuilder(command).start().waitFor() == 0, "this user cannot mount a file system");
        return disk;
    }

    /** A command that mounts it, and then does this with the command that follows. */
    List<String> mounted(String action) {
        String script = "mount -t tmpfs -o size=" + megabytes + "m,mode=700 small '" + folder + "' && " + action;
        return List.of("unshare", "--mount", "sh", "-c", script, "sh");
    }

    /** Takes all of its space. */
    void fill(RunningServer server) throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream file = Files.newOutputStream(seenBy(server).resolve("ballast"))) {
            for (long i = 0; i <= megabytes * 1024L * 1024 / BLOCK; i++) {
                file.write(block);
            }
            throw new IllegalStateException("more space than there is");
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space")) {
                throw e;
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    void free(RunningServer server) throws IOException {
        Files.delete(seenBy(server).resolve("ballast"));
    }

    /** The folder as the server sees it. */
    Path seenBy(RunningServer server) {
        return Path.of("/proc/" + server.pid() + "/root" + folder);
    }
}
