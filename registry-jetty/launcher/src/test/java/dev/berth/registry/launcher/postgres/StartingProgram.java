package dev.berth.registry.launcher.postgres;

import java.nio.file.Path;

/** Starts a server, commits something, says so, and waits to be killed. */
final class StartingProgram {
    private StartingProgram() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]), arguments[1]);
        EmbeddedPostgresIT.execute(server, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)");
        System.out.println("started");
        Thread.currentThread().join();
    }
}
