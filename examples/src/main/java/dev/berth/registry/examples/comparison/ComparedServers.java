package dev.berth.registry.examples.comparison;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The servers of a comparison that this machine has. Each stores in files of {@code folder}. */
record ComparedServers(Path folder) {
    /** Berth as the build made it, with its embedded PostgreSQL and the data of the last time. */
    MeasuredServer berth(Path distribution) throws IOException, InterruptedException {
        return berth("Berth", distribution, "--data", folder.resolve("berth").toString());
    }

    /** Berth as the build made it, without files. */
    MeasuredServer berthInMemory(Path distribution) throws IOException, InterruptedException {
        return berth("Berth in memory", distribution, "--memory");
    }

    private MeasuredServer berth(String name, Path distribution, String... where)
            throws IOException, InterruptedException {
        int port = MeasuredServer.freePort();
        List<String> command =
                new ArrayList<>(List.of(distribution.resolve("bin/registry").toString(), "serve"));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(List.of(where));
        return MeasuredServer.start(name, command, port, "v2/", folder.resolve("berth.log"));
    }

    /** A program of CNCF distribution, 2.8 or 3. */
    MeasuredServer distribution(String name, Path program) throws IOException, InterruptedException {
        int port = MeasuredServer.freePort();
        Path storage = folder.resolve("storage-" + port);
        Path file = Files.writeString(folder.resolve("distribution-" + port + ".yml"), """
            version: 0.1
            log: {level: error, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: '%s'}, delete: {enabled: true}}
            http: {addr: '127.0.0.1:%d'}
            """.formatted(storage, port));
        return MeasuredServer.start(
                name,
                List.of(program.toString(), "serve", file.toString()),
                port,
                "v2/",
                folder.resolve("distribution-" + port + ".log"));
    }

    /** Files by nginx, which is no registry: the bound of what a server of files can do. */
    MeasuredServer nginx(Path program) throws IOException, InterruptedException {
        int port = MeasuredServer.freePort();
        Files.writeString(Files.createDirectories(files()).resolve("ready"), "");
        boolean isRoot = System.getProperty("user.name").equals("root");
        String user = isRoot ? "user root;" : ""; // else its workers would be another user's, without access
        Path file = Files.writeString(folder.resolve("nginx.conf"), """
            %4$s daemon off; error_log '%1$s/nginx.log'; pid '%1$s/nginx.pid'; worker_processes 2;
            events {}
            http {
              access_log off; sendfile on; keepalive_requests 1000000;
              client_body_temp_path '%1$s/nginx-body'; proxy_temp_path '%1$s/nginx-proxy';
              fastcgi_temp_path '%1$s/nginx-fastcgi'; uwsgi_temp_path '%1$s/nginx-uwsgi'; scgi_temp_path '%1$s/nginx-scgi';
              server { listen 127.0.0.1:%2$d; root '%3$s'; }
            }
            """.formatted(folder, port, files(), user));
        return MeasuredServer.start(
                "nginx (files)",
                List.of(program.toString(), "-c", file.toString(), "-p", folder.toString()),
                port,
                "ready",
                folder.resolve("nginx.out"));
    }

    /** The files that nginx serves. */
    Path files() {
        return folder.resolve("files");
    }

    static Optional<Path> installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1), new String[] {"/usr/sbin"})
                .flatMap(Stream::of)
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
