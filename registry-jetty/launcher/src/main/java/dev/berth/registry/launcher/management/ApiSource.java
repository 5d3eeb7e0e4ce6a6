package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.assembly.OfflineProtocol;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.command.CommandStores;
import dev.berth.registry.launcher.command.ConfigurationSource;
import dev.berth.registry.launcher.command.DataOption;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.spi.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The registry of a command: that of a configuration, or of a server. */
final class ApiSource {
    private static final String USER = "REGISTRY_USER";
    private static final String PASSWORD = "REGISTRY_PASSWORD";

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = {
                "Ask the server at URL, https://registry.example.com for example, instead of the database.",
                "FILE and --data are not used then. The server decides what the user may do."
            })
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "User at the server (default: " + USER + "). The password is that of " + PASSWORD
                    + " or --password-file.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "PATH",
            description = "Read the password of the user from the first line of this file.")
    private Optional<Path> passwordFile = Optional.empty();

    /** Opens the registry. */
    ManagementApi open() throws IOException, StoreException, InvalidConfiguration {
        if (server.isPresent()) {
            return open(server.get(), System.getenv());
        }
        if (user.isPresent() || passwordFile.isPresent()) {
            throw new WrongSettings("--user and --password-file take --server");
        }
        Configuration configuration = source.read();
        CommandStores stores = CommandStores.likeAServer(configuration, data.folder());
        try {
            CommandStores.Both both = stores.openImported();
            return new DatabaseApi(
                    stores, OfflineProtocol.over(configuration, both.metadata(), both.blobs(), stores.clock()));
        } catch (IOException | StoreException | RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    private ServerApi open(String url, Map<String, String> environment) throws IOException {
        ServerAddress address;
        try {
            address = ServerAddress.parse(url);
        } catch (IllegalArgumentException e) {
            throw new WrongSettings("--server: " + e.getMessage());
        }
        Optional<Login> login = login(environment);
        if (login.isPresent() && !address.isPrivate()) {
            throw new WrongSettings("--server: a password would reach " + address + " unencrypted: use https");
        }
        return new ServerApi(address, login);
    }

    private Optional<Login> login(Map<String, String> environment) throws IOException {
        Optional<String> name =
                user.or(() -> Optional.ofNullable(environment.get(USER))).filter(text -> !text.isBlank());
        if (name.isEmpty()) {
            if (passwordFile.isPresent()) {
                throw new WrongSettings("--password-file takes --user or " + USER);
            }
            return Optional.empty();
        }
        String password =
                passwordFile.isPresent() ? firstLine(passwordFile.get()) : environment.getOrDefault(PASSWORD, "");
        if (password.isEmpty()) {
            throw new WrongSettings("no password for the user " + name.get() + ": set " + PASSWORD
                    + " or --password-file to a file whose first line it is");
        }
        return Optional.of(new Login(name.get(), password));
    }

    private static String firstLine(Path file) throws IOException {
        try (BufferedReader text = Files.newBufferedReader(file)) {
            String line = text.readLine();
            return line == null ? "" : line;
        } catch (NoSuchFileException e) {
            throw new WrongSettings("--password-file: file not found: " + file, e);
        }
    }
}
