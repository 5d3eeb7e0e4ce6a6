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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code registry htpasswd}. */
@Command(
        name = "htpasswd",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Print the line of a user for the file named by auth.htpasswd.path.",
            "The password is prompted for; without a terminal it is the first line of standard input."
        },
        footer = {"", "Example:", "  registry htpasswd ann >> htpasswd"})
public final class HtpasswdCommand implements Callable<Integer> {
    /** Bcrypt ignores the bytes beyond. */
    private static final int MAX_BYTES = 72;

    private final Output output;
    private final InputStream input;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "Name of the user.")
    private String user = "";

    @Option(
            names = "--cost",
            paramLabel = "N",
            defaultValue = "10",
            description = "Bcrypt cost factor, 4-17 (default: ${DEFAULT-VALUE}); each step doubles the hashing time.")
    private int cost;

    public HtpasswdCommand(Output output, InputStream input) {
        this.output = output;
        this.input = input;
    }

    @Override
    public Integer call() throws IOException {
        if (user.isBlank() || user.indexOf(':') >= 0 || user.chars().anyMatch(Character::isISOControl)) {
            throw wrong("the name of a user must not be empty or contain a colon or control characters");
        }
        if (cost < 4 || cost > 17) {
            throw wrong("expected a cost from 4 to 17, not " + cost);
        }
        byte[] password = password().getBytes(StandardCharsets.UTF_8);
        if (password.length == 0 || password.length > MAX_BYTES) {
            throw wrong("expected a password of 1 to " + MAX_BYTES + " bytes, not of " + password.length);
        }
        byte[] hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hash(cost, password);
        output.line(user + ":" + new String(hash, StandardCharsets.US_ASCII));
        return 0;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
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
