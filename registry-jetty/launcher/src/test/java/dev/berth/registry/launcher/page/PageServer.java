package dev.berth.registry.launcher.page;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Registries in memory with the web page. */
final class PageServer {
    static final String USER = "anna";
    static final String PASSWORD = "a good password";

    private PageServer() {}

    /** Without access control. */
    static RunningServer open(Path folder) throws IOException, StoreException, InvalidConfiguration {
        return start(folder, Map.of());
    }

    /** Without access control, with an endpoint of notifications. */
    static RunningServer notifying(Path folder, RefusingEndpoint endpoint)
            throws IOException, StoreException, InvalidConfiguration {
        return start(folder, Map.of("REGISTRY_NOTIFICATIONS_ENDPOINTS", endpoint.endpoints()));
    }

    /** With one user; repositories below {@code public/} are open. */
    static RunningServer guarded(Path folder) throws IOException, StoreException, InvalidConfiguration {
        Path users = folder.resolve("htpasswd");
        Files.writeString(users, USER + ":" + hash() + "\n");
        return start(
                folder,
                Map.of("REGISTRY_AUTH", "{htpasswd: {path: '" + users + "'}, anonymous: {pull: ['public/.*']}}"));
    }

    /** With the tokens of a token service. */
    static RunningServer trusting(Path folder, TokenService service)
            throws IOException, StoreException, InvalidConfiguration {
        Path keys = Files.writeString(folder.resolve("keys.json"), service.keySet());
        return start(folder, Map.of("REGISTRY_AUTH", service.section(keys.toString())));
    }

    static RunningServer start(Path folder, Map<String, String> more)
            throws IOException, StoreException, InvalidConfiguration {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("REGISTRY_HTTP", "{addr: '127.0.0.1:0', health: true}");
        settings.put("REGISTRY_STORAGE", "{inmemory: {}}");
        settings.put("REGISTRY_DATABASE", "{enabled: false}");
        return Assembly.start(ConfigurationReader.read(settings), folder.resolve("data"));
    }

    private static String hash() {
        byte[] hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hash(4, PASSWORD.getBytes(StandardCharsets.UTF_8));
        return new String(hash, StandardCharsets.US_ASCII);
    }
}
