package dev.berth.registry.launcher.migration;

import dev.berth.registry.launcher.config.HostPort;
import dev.berth.registry.model.RepositoryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options for the notifications of an old registry. */
final class NotificationOptions {
    @Option(
            names = "--notifications",
            paramLabel = "HOST:PORT",
            converter = Address.class,
            description = "With --follow: listen on this address for notifications of the old registry, and import each"
                    + " repository that they name about a second later. An address other than loopback requires"
                    + " --notifications-authorization.")
    private Optional<HostPort> address = Optional.empty();

    @Option(
            names = "--notifications-authorization",
            paramLabel = "PATH",
            description = "File with the value that the field Authorization of every notification must have.")
    private Optional<Path> authorization = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Reads an address. */
    static final class Address implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String text) {
            try {
                return HostPort.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Refuses options that would do nothing, or would let anyone on the network cause work. */
    void require(boolean following) {
        if (address.isEmpty() && authorization.isEmpty()) {
            return;
        }
        if (address.isEmpty() || !following) {
            throw refusal("--notifications and --notifications-authorization: expected with --follow, and the second"
                    + " with the first");
        }
        if (authorization.isEmpty() && !address.get().isLoopback()) {
            throw refusal("--notifications: " + address.get() + " is not a loopback address, which requires"
                    + " --notifications-authorization");
        }
    }

    /** Starts the receiver, if there is an address. */
    Optional<NotificationReceiver> start(Consumer<? super RepositoryName> changed) throws IOException {
        if (address.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(NotificationReceiver.start(address.get(), secret(), changed));
    }

    private Optional<String> secret() throws IOException {
        if (authorization.isEmpty()) {
            return Optional.empty();
        }
        String secret = Files.readString(authorization.get()).strip();
        if (secret.isEmpty()) {
            throw refusal("--notifications-authorization: " + authorization.get() + " is empty");
        }
        return Optional.of(secret);
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
