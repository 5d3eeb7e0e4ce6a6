package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The root of a small image, made of programs of this machine and the libraries that they are linked with. */
final class RootFileSystem {
    private static final Pattern LIBRARY = Pattern.compile("(?m)^\\s*(?:\\S+ => )?(/\\S+) \\(0x");
    /** Those of the C library that a program of this machine may not need, and one of another does. */
    private static final List<String> OF_C = List.of("libdl.so.2", "libm.so.6", "libpthread.so.0", "librt.so.1");

    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"));

    private final Path root;

    private RootFileSystem(Path root) {
        this.root = root;
    }

    /** With these programs, in an empty folder. */
    static RootFileSystem of(Path root, List<String> programs) throws Exception {
        RootFileSystem system = new RootFileSystem(root);
        Files.createDirectories(root.resolve("bin"));
        Files.createDirectories(root.resolve("etc"));
        Path temporary = Files.createDirectories(root.resolve("tmp"));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n");
        Files.writeString(root.resolve("etc/group"), "root:x:0:\nnogroup:x:65534:\n");
        for (String program : programs) {
            Path file = FOLDERS.stream()
                    .map(folder -> folder.resolve(program))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            system.copy(file.toRealPath(), Path.of("/bin", program));
            system.link(file);
        }
        return system;
    }

    /** With the libraries that the programs and libraries below a folder need from the machine. */
    RootFileSystem linkedBelow(Path folder) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".so")).toList();
        }
        for (Path file : files) {
            for (Path library : libraries(file)) {
                if (!library.startsWith(folder)) {
                    copy(library.toRealPath(), library);
                }
            }
        }
        return this;
    }

    /** With a script. */
    RootFileSystem script(String name, String text) throws IOException {
        Path file = Files.writeString(root.resolve("bin").resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    private void link(Path program) throws Exception {
        for (Path library : libraries(program)) {
            copy(library.toRealPath(), library);
            for (String other : OF_C) {
                Path sibling = library.resolveSibling(other);
                if (library.endsWith("libc.so.6") && Files.exists(sibling)) {
                    copy(sibling.toRealPath(), sibling);
                }
            }
        }
    }

    private void copy(Path from, Path to) throws IOException {
        Path target = root.resolve(to.toString().substring(1));
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElseThrow());
        Files.copy(from, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static Set<Path> libraries(Path program) throws Exception {
        Process ldd = new ProcessBuilder("ldd", program.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ldd.waitFor()).as(text).isZero();
        Set<Path> libraries = new TreeSet<>();
        Matcher found = LIBRARY.matcher(text);
        while (found.find()) {
            libraries.add(Path.of(found.group(1)));
        }
        return libraries;
    }

    /** Folders of the machine that a build needs, as options of buildah. */
    static List<String> mounts(Path java) throws IOException {
        Set<Path> folders = new TreeSet<>();
        folders.add(java);
        // Debian keeps the configuration of a JDK elsewhere.
        Path etc = Path.of("/etc", "java-17-openjdk");
        if (Files.exists(etc) && java.toString().contains("17")) {
            folders.add(etc);
        }
        List<String> options = new ArrayList<>();
        folders.forEach(folder -> options.addAll(List.of("--volume", folder + ":" + folder + ":ro")));
        return options;
    }
}
