package dev.berth.registry.examples.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Projects that depend on one artifact each and inherit nothing, so no version that this build manages. */
final class Consumers {
    private static final long MINUTES = 10;
    private static final Pattern DEPENDENCY =
            Pattern.compile("^\\s+([\\w.-]+):([\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.-]+):(compile|runtime)\\b.*$");

    private final Path folder;
    private final ProjectFile build;

    private Consumers(Path folder, ProjectFile build) {
        this.folder = folder;
        this.build = build;
    }

    /** Resolves the dependencies of all of them, in one run of Maven. */
    static Consumers resolve(Path folder, ProjectFile build) throws Exception {
        Consumers consumers = new Consumers(folder.toRealPath(), build);
        for (String artifact : build.artifacts()) {
            consumers.write(artifact, """
                <dependencies>
                  <dependency>
                    <groupId>dev.berth</groupId>
                    <artifactId>%s</artifactId>
                    <version>%s</version>
                  </dependency>
                </dependencies>
                """.formatted(artifact, build.version()));
        }
        consumers.write("", consumers.modules());
        consumers.run();
        return consumers;
    }

    /** With the modules of the build, so that nothing has to be installed. */
    private String modules() throws Exception {
        StringBuilder modules = new StringBuilder("<packaging>pom</packaging><modules>");
        modules.append("<module>").append(folder.relativize(build.folder())).append("</module>");
        build.artifacts()
                .forEach(artifact -> modules.append("<module>").append(artifact).append("</module>"));
        return modules.append("</modules>").toString();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(name)).resolve("pom.xml"), """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>consumer%s</artifactId>
              <version>1</version>
              %s
            </project>
            """.formatted(
                        name.isEmpty() ? "s" : "-of-" + name, content));
    }

    private void run() throws IOException, InterruptedException {
        Path output = folder.resolve("maven.log");
        ProcessBuilder maven = new ProcessBuilder(
                build.folder().resolve("mvnw").toString(),
                "-B",
                "-ntp",
                "-f",
                folder.resolve("pom.xml").toString(),
                "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:collect",
                "-DincludeScope=runtime",
                "-DoutputFile=target/dependencies.txt");
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process =
                maven.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("Maven ends; see %s", output)
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The dependencies at run time as {@code group:artifact:version}, sorted; without the artifact itself. */
    List<String> dependenciesOf(String artifact) throws IOException {
        return Files.readAllLines(folder.resolve(artifact).resolve("target/dependencies.txt")).stream()
                .map(DEPENDENCY::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1) + ":" + line.group(2)
                        + (line.group(1).equals("dev.berth") ? "" : ":" + line.group(3)))
                .filter(dependency -> !dependency.equals("dev.berth:" + artifact))
                .sorted()
                .toList();
    }
}
