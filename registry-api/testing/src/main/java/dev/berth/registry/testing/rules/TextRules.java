package dev.berth.registry.testing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules for texts in Java sources (CONTRIBUTING.md, "Words"). Javadoc and messages state facts: no sentence opens
 * with a question word unless it is a question. The phrases of {@code avoided-phrases.txt} are not used. Lines of
 * Javadoc have at most 120 columns.
 */
public final class TextRules {
    private static final int MAX_COLUMNS = 120;
    private static final String PHRASES = "avoided-phrases.txt";
    private static final String MAIN = Path.of("src", "main").toString();

    private static final String ASKING = "What|Whatever|How|Whether|Who|Whoever|Whom|Whose|Which|Whichever|Why";
    private static final Pattern OPENING = Pattern.compile("(?:" + ASKING + "|When|Where)\\b[^?]*");
    private static final Pattern SENTENCE = Pattern.compile("[.;:!?] (?:" + ASKING + ")\\b[^?.;]*(?:[.;]|$)");
    private static final Pattern TAG = Pattern.compile(
            "@(?:param \\S+|throws \\S+|return) (?i:" + ASKING.replace("Whether|", "") + ")\\b.*|@return whether\\b.*");
    private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n|\\n(?=@)|<(?:p|li)>");
    private static final Pattern QUOTED = Pattern.compile("\\{@code [^}]*}|\"[^\"]*\"|'[^']*'|<pre>[\\s\\S]*?</pre>");

    private final Pattern avoided = avoidedPhrases();
    private final List<String> problems = new ArrayList<>();

    private TextRules() {}

    /** Claims these rules for all Java sources below these folders, relative to the folder of the module under test. */
    public static void check(String... folders) {
        TextRules rules = new TextRules();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(rules::checkFile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(rules.problems)
                .as("texts that break the rules of CONTRIBUTING.md, \"Words\"")
                .isEmpty();
    }

    private void checkFile(Path file) {
        boolean isMain = file.toString().contains(MAIN);
        for (SourceText text : SourceText.of(file)) {
            String where = file + ":" + text.line();
            switch (text.kind()) {
                case JAVADOC -> checkJavadoc(where, text);
                case COMMENT -> checkPhrases(where, text.prose());
                case LITERAL -> checkLiteral(where, text, isMain);
            }
        }
    }

    private void checkJavadoc(String where, SourceText text) {
        text.raw()
                .lines()
                .filter(line -> line.length() > MAX_COLUMNS)
                .forEach(line -> report(where, "more than " + MAX_COLUMNS + " columns", line));
        checkPhrases(where, text.prose());
        for (String paragraph : PARAGRAPH.split(unquoted(text.prose()), -1)) {
            String sentences = paragraph.replaceAll("\\s+", " ").strip();
            if (OPENING.matcher(sentences).matches()
                    || SENTENCE.matcher(sentences).find()
                    || TAG.matcher(sentences).matches()) {
                report(where, "a sentence opens with a question word", sentences);
            }
        }
    }

    private void checkLiteral(String where, SourceText text, boolean isMain) {
        if (isMain && text.prose().strip().contains(" ")) {
            checkPhrases(where, text.prose());
            if (OPENING.matcher(text.prose()).matches()) {
                report(where, "a text opens with a question word", text.prose());
            }
        }
    }

    private void checkPhrases(String where, String prose) {
        Matcher found = avoided.matcher(unquoted(prose).replaceAll("\\s+", " "));
        while (found.find()) {
            report(where, "avoided phrase", found.group());
        }
    }

    private void report(String where, String rule, String text) {
        problems.add(where + ": " + rule + ": " + text.strip());
    }

    private static String unquoted(String prose) {
        return QUOTED.matcher(prose).replaceAll("…");
    }

    private static Pattern avoidedPhrases() {
        try (InputStream phrases = Objects.requireNonNull(TextRules.class.getResourceAsStream(PHRASES), PHRASES)) {
            List<String> lines = new String(phrases.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(Pattern::quote)
                    .toList();
            return Pattern.compile("\\b(?:" + String.join("|", lines) + ")\\b", Pattern.CASE_INSENSITIVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
