package dev.berth.registry.launcher.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The user that PostgreSQL runs as. It refuses to run as root, so root gives it to another user of the system; all
 * others run it as themselves.
 */
final class PostgresUser {
    private static final Path HERE = Path.of("/proc/self/cwd");

    private final List<String> prefix;
    private final Optional<UserPrincipal> other;

    private PostgresUser(List<String> prefix, Optional<UserPrincipal> other) {
        this.prefix = prefix;
        this.other = other;
    }

    static PostgresUser choose() throws IOException {
        if (!isRoot()) {
            return new PostgresUser(List.of(), Optional.empty());
        }
        UserPrincipal user = find("postgres")
                .or(() -> find("nobody"))
                .orElseThrow(() -> new IOException("PostgreSQL does not run as root, and this system has neither the"
                        + " user 'postgres' nor 'nobody': run the registry as an ordinary user"));
        return new PostgresUser(becoming(user.getName()), Optional.of(user));
    }

    /** Gives a file or directory to this user. */
    void own(Path path) throws IOException {
        if (other.isPresent()) {
            Files.setOwner(path, other.get());
        }
    }

    /** True when this user can read a directory, without regard to its parents. */
    boolean reaches(Path directory) throws IOException {
        return other.isEmpty()
                || Commands.run(Path.of("/"), as(List.of("test", "-x", directory.toString())))
                                .status()
                        == 0;
    }

    /**
     * The path of a directory that is the current one: the ordinary path if this user can walk it; otherwise the one of
     * the kernel, so that data may be below a directory that only root enters.
     */
    Path current(Path directory) throws IOException {
        if (reaches(directory)) {
            return directory;
        }
        if (!Files.isDirectory(HERE)) {
            throw new IOException("PostgreSQL does not run as root, and other users cannot enter " + directory
                    + ": choose another data folder with --data, or run the registry as an ordinary user");
        }
        return HERE;
    }

    /** The command that runs a command as this user. */
    List<String> as(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> becoming(String user) throws IOException {
        if (Commands.has("setpriv")) {
            String group = Commands.run(Path.of("/"), List.of("id", "-g", user)).output();
            return List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--inh-caps=-all", "--");
        }
        if (Commands.has("su")) {
            return List.of("su", "-s", "/bin/sh", user, "-c", "exec \"$0\" \"$@\"", "--");
        }
        throw new IOException(
                "PostgreSQL does not run as root, and this system has neither setpriv nor su to run it as " + user
                        + ": run the registry as an ordinary user");
    }

    private static Optional<UserPrincipal> find(String name) {
        try {
            return Optional.of(
                    Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        } catch (UserPrincipalNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
