package dev.berth.registry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A method that Jazzer calls with generated input, chosen for increasing coverage of the code.
 *
 * @param test has the method
 * @param method takes an array of bytes
 */
public record FuzzTarget(Class<?> test, String method) {
    private static final String OURS = "dev.berth.registry.**";
    private static final String LIBRARIES = ":org.jose4j.**:com.fasterxml.jackson.core.json.**";
    private static final String SANITIZERS = "com.code_intelligence.jazzer.sanitizers.";

    /** They look for what parsers have no business with, files and commands for example, and take long to start. */
    private static final String WITHOUT_SANITIZERS = Stream.of(
                    "BigDecimal",
                    "ClojureLangHooks",
                    "Deserialization",
                    "ExpressionLanguageInjection",
                    "FilePathTraversal",
                    "LdapInjection",
                    "NamingContextLookup",
                    "OsCommandInjection",
                    "ReflectiveCall",
                    "RegexInjection",
                    "RegexRoadblocks",
                    "ScriptEngineInjection",
                    "ServerSideRequestForgery",
                    "SqlInjection",
                    "TemplateInjection",
                    "UnsafeSanitizer",
                    "XPathInjection",
                    "XmlParserSsrfGuidance")
            .map(name -> SANITIZERS + name)
            .collect(Collectors.joining(":"));

    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Pattern EXECUTED = Pattern.compile("number_of_executed_units: ([0-9]+)");
    private static final Path FOLDER = Path.of("target", "fuzz");
    private static final int SECONDS_FOR_AN_INPUT = 10;
    private static final int SECONDS_TO_START = 180;

    /**
     * Runs Jazzer in its own process.
     *
     * @param corpus the folder of interesting inputs, read at the start and extended
     * @throws AssertionError with the input, when one breaks the test or takes ten seconds
     */
    void run(Duration duration, long seed, Path corpus) throws IOException, InterruptedException {
        Path output = Files.createDirectories(FOLDER).resolve(this + ".log");
        Process process = new ProcessBuilder(command(duration, seed, Files.createDirectories(corpus)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(duration.toSeconds() + SECONDS_TO_START, TimeUnit.SECONDS);
            String said = Files.readString(output);
            assertThat(ended).as("%s ends: %s", this, said).isTrue();
            assertThat(process.exitValue()).as("%s: %s", this, said).isZero();
            System.out.println(this + ": " + executions(said) + " executions");
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(Duration duration, long seed, Path corpus) {
        boolean isShort = duration.compareTo(SHORT) <= 0;
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (isShort ? 1 : 4),
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--hooks=true",
                "--disabled_hooks=" + (isShort ? WITHOUT_SANITIZERS : ""),
                "--target_class=" + test.getName(),
                "--target_method=" + method,
                "--instrumentation_includes=" + OURS + (isShort ? "" : LIBRARIES),
                "--reproducer_path=" + FOLDER,
                "-artifact_prefix=" + FOLDER + "/" + this + "-",
                "-max_total_time=" + duration.toSeconds(),
                "-timeout=" + SECONDS_FOR_AN_INPUT,
                "-rss_limit_mb=0",
                "-seed=" + ((seed & 0x7fffffff) | 1),
                "-print_final_stats=1",
                corpus.toString());
    }

    private long executions(String said) {
        Matcher matcher = EXECUTED.matcher(said);
        assertThat(matcher.find()).as("%s says what it did: %s", this, said).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    /** {@code NamesFuzzTest.digest} for example. */
    @Override
    public String toString() {
        return test.getSimpleName() + "." + method;
    }
}
