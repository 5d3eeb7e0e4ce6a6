package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registry version}. */
@Command(name = "version", description = "Print the versions of the registry, of Java and of the embedded PostgreSQL.")
public final class VersionCommand implements Runnable {
    private final Output output;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public VersionCommand(Output output) {
        this.output = output;
    }

    @Override
    public void run() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("registry", Release.version());
        versions.put("java", Runtime.version().toString());
        versions.put("postgresql", Release.postgresql());
        if (json) {
            output.json(versions);
        } else {
            versions.forEach((name, version) -> output.line(name + " " + version));
        }
    }
}
