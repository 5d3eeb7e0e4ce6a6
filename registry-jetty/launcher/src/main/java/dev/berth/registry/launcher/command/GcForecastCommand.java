package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.maintenance.CollectionForecast;
import dev.berth.registry.maintenance.CollectionForecast.Hour;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry gc forecast}. */
@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Show the bytes that garbage collection will free, by the hour in which they are due (UTC).",
            "Servers may run meanwhile."
        },
        footer = {"", "Example:", "  registry gc forecast --json registry.yml"})
public final class GcForecastCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public GcForecastCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        Configuration configuration = source.read();
        try (CommandStores stores = CommandStores.forLongWork(configuration, data.folder())) {
            CollectionForecast forecast = stores.maintenanceOfDatabase().forecast();
            if (json) {
                output.json(asMap(forecast));
            } else {
                print(forecast);
            }
        }
        return 0;
    }

    private void print(CollectionForecast forecast) {
        if (forecast.hours().isEmpty()) {
            output.line("no bytes are due");
        }
        for (Hour hour : forecast.hours()) {
            output.line("%s  %,15d bytes  %,9d blobs".formatted(hour.start(), hour.bytes(), hour.blobs()));
        }
        if (!forecast.isComplete()) {
            output.line("and more: only the first 10,000 pending reviews of each kind were examined");
        }
    }

    private static Map<String, Object> asMap(CollectionForecast forecast) {
        List<Map<String, Object>> hours = new ArrayList<>();
        for (Hour hour : forecast.hours()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("start", hour.start().toString());
            map.put("blobs", hour.blobs());
            map.put("bytes", hour.bytes());
            hours.add(map);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("hours", hours);
        all.put("complete", forecast.isComplete());
        return all;
    }
}
