package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.command.RepositoryArgument;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks the management API. A refused parameter ends it with 2, any other refusal with 1. */
abstract class ApiCommand implements Callable<Integer> {
    @Mixin
    private ApiSource source = new ApiSource();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON, as the management API answers.")
    private boolean json;

    /** Checks the arguments, before the registry is opened. */
    void check() {}

    /** Runs the command and answers its exit code. */
    abstract int run(ManagementApi api) throws IOException;

    @Override
    public final Integer call() throws IOException, StoreException, InvalidConfiguration {
        check();
        try (ManagementApi api = source.open()) {
            return run(api);
        } catch (RefusedCall e) {
            if (e.isForAParameter()) {
                throw new WrongSettings(String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    final boolean isJson() {
        return json;
    }

    /** The failure of an argument; picocli prints it with the usage, and the exit code is 2. */
    final ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    final void warn(String message) {
        spec.commandLine().getErr().println("registry: " + message);
    }

    /** The name of a repository that an argument gives. */
    final RepositoryName repository(String text) {
        return RepositoryArgument.of(spec, text);
    }

    /** The number of items of a list: what an option says, or all. */
    final long most(Optional<Long> limit) {
        OptionalLong wanted = limit.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        if (wanted.isPresent() && wanted.getAsLong() < 1) {
            throw wrong("--limit: expected at least 1, not " + wanted.getAsLong());
        }
        return wanted.orElse(Long.MAX_VALUE);
    }
}
