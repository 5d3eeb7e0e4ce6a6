package dev.berth.registry.launcher.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.HealthKeys;
import dev.berth.registry.launcher.config.HostPort;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.config.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry health}: the probe of a container, whose image has no HTTP client. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Ask the server of this configuration, on this machine, whether it is ready.",
            "Uses http.debug.addr, else http.addr; there /health/ready where http.health is set, else /."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ready",
            "1:not ready, or no answer; the reason is printed",
            "2:invalid arguments or configuration"
        },
        footer = {
            "",
            "Examples:",
            "  registry health registry.yml",
            "  registry health --url https://registry.example.com/"
        })
public final class HealthCommand implements Callable<Integer> {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int FAILED = 1;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int LONGEST = 4_096;

    private final Output output;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Option(names = "--url", paramLabel = "URL", description = "Page to ask instead, with http or https.")
    private Optional<URI> url = Optional.empty();

    public HealthCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, InvalidConfiguration {
        URI page = url.isPresent() ? url.get() : page(source.read());
        if (!"http".equals(page.getScheme()) && !"https".equals(page.getScheme())) {
            throw new WrongSettings("expected a --url with http or https, not " + page);
        }
        HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        int status = connection.getResponseCode();
        output.line(page + ": " + status + text(connection));
        return status == HttpURLConnection.HTTP_OK ? 0 : FAILED;
    }

    private static String text(HttpURLConnection connection) throws IOException {
        try (InputStream body =
                connection.getErrorStream() == null ? connection.getInputStream() : connection.getErrorStream()) {
            String text = new String(body.readNBytes(LONGEST), UTF_8).strip();
            return text.isEmpty() ? "" : " " + text;
        }
    }

    private static URI page(Configuration configuration) {
        Optional<HostPort> debug = configuration.get(Keys.HTTP_DEBUG_ADDR);
        if (debug.isPresent()) {
            return URI.create("http://" + debug.get().onThisMachine(LOOPBACK) + "/health/ready");
        }
        boolean isSecure = configuration.get(Keys.HTTP_TLS_CERTIFICATE).isPresent();
        String path = configuration.get(HealthKeys.MAIN_PORT) ? "/health/ready" : "/";
        return URI.create((isSecure ? "https://" : "http://")
                + configuration.get(Keys.HTTP_ADDR).onThisMachine(LOOPBACK)
                + path);
    }
}
