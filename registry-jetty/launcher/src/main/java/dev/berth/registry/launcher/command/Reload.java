package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Logging;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.config.Key;
import dev.berth.registry.launcher.config.Keys;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration of a running server again and applies what can change: the settings of {@code log}. Users,
 * keys and certificates are reloaded by themselves when their files change. An invalid configuration changes nothing.
 */
final class Reload implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final String APPLIED = "log.";

    private final Source source;
    private Configuration current;

    /** A configuration that may have changed. */
    interface Source {
        Configuration read() throws IOException, InvalidConfiguration;
    }

    Reload(Source source, Configuration current) {
        this.source = source;
        this.current = current;
    }

    @Override
    public synchronized void run() {
        try {
            apply(source.read());
        } catch (IOException | InvalidConfiguration e) {
            LOG.error("SIGHUP: the configuration is invalid, nothing was reloaded: {}", e.getMessage());
        }
    }

    private void apply(Configuration changed) {
        List<String> names = changes(changed);
        List<String> later =
                names.stream().filter(name -> !name.startsWith(APPLIED)).toList();
        if (later.size() < names.size()) {
            Logging.start(changed);
            current = withoutRestart(changed);
        }
        LOG.info("SIGHUP: settings of the log reloaded; users, keys and certificates are when their files change");
        if (!later.isEmpty()) {
            LOG.warn("SIGHUP: changes that need a restart: {}", String.join(", ", later));
        }
    }

    private List<String> changes(Configuration changed) {
        return Keys.all().stream()
                .filter(key -> !current.shown(key).equals(changed.shown(key)))
                .map(Key::path)
                .toList();
    }

    /** The running configuration with the settings that were applied. */
    private Configuration withoutRestart(Configuration changed) {
        Configuration applied = current;
        for (Key<?> key : Keys.all()) {
            if (key.path().startsWith(APPLIED)) {
                applied = withValue(applied, key, changed);
            }
        }
        return applied;
    }

    private static <T> Configuration withValue(Configuration applied, Key<T> key, Configuration changed) {
        return applied.with(key, changed.get(key), "SIGHUP");
    }
}
