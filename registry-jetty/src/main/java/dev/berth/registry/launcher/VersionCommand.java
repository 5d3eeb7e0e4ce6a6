package dev.berth.registry.launcher;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code registry version}. */
@Command(name = "version", description = "Tells the versions of the registry, of Java and of the PostgreSQL it brings.")
final class VersionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "prints JSON")
    private boolean json;

    @Override
    public void run() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("registry", Release.version());
        versions.put("java", Runtime.version().toString());
        versions.put("postgresql", Release.postgresql());
        Output output = new Output(spec.commandLine().getOut());
        if (json) {
            output.json(versions);
        } else {
            versions.forEach((name, version) -> output.line(name + " " + version));
        }
    }
}
