package dev.berth.registry.launcher.command;

import java.io.Console;
import java.util.Optional;

/** Asks a person for confirmation. */
public interface Confirmation {

    /** True if the user typed {@code yes}; false without a terminal. */
    boolean given(String question);

    /** Asks on the terminal. JDK 22 to 24 have a console without a terminal too, where an empty line answers. */
    @SuppressWarnings("SystemConsoleNull")
    static Confirmation onTerminal() {
        return question -> {
            Console console = System.console();
            return console != null
                    && Optional.ofNullable(console.readLine("%s", question))
                            .filter(answer -> answer.strip().equalsIgnoreCase("yes"))
                            .isPresent();
        };
    }
}
