package dev.berth.registry.launcher.command;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.berth.registry.launcher.Release;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry htpasswd}. */
@Command(
        name = "htpasswd",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Prints the line of a user for the file that auth.htpasswd.path names.",
            "The password is asked for; without a terminal it is the first line of the standard input."
        },
        footer = {"", "registry htpasswd ann >> htpasswd"})
public final class HtpasswdCommand implements Callable<Integer> {
    /** More of a password bcrypt does not look at. */
    private static final int MAX_BYTES = 72;

    private final Output output;
    private final InputStream input;

    @Parameters(paramLabel = "USER", description = "the user's name")
    private String user = "";

    @Option(
            names = "--cost",
            paramLabel = "N",
            defaultValue = "10",
            description = "how much guessing costs, 4 to 17; each more doubles it (${DEFAULT-VALUE})")
    private int cost;

    public HtpasswdCommand(Output output, InputStream input) {
        this.output = output;
        this.input = input;
    }

    @Override
    public Integer call() throws IOException {
        if (user.isBlank() || user.indexOf(':') >= 0 || user.chars().anyMatch(Character::isISOControl)) {
            throw new IOException("a user's name has no colon and is not empty");
        }
        if (cost < 4 || cost > 17) {
            throw new IOException("a cost is from 4 to 17");
        }
        byte[] password = password().getBytes(StandardCharsets.UTF_8);
        if (password.length == 0 || password.length > MAX_BYTES) {
            throw new IOException("a password has 1 to " + MAX_BYTES + " bytes");
        }
        byte[] hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hash(cost, password);
        output.line(user + ":" + new String(hash, StandardCharsets.US_ASCII));
        return 0;
    }

    /** JDK 22 to 24 have a console without a terminal too; it reads the standard input as well. */
    @SuppressWarnings("SystemConsoleNull")
    private String password() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Password of %s: ", user);
            return typed == null ? "" : new String(typed);
        }
        String line = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
