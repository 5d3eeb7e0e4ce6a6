package dev.berth.registry.testing.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment or a string literal of a Java source.
 *
 * @param line its first line, from 1
 * @param raw the lines of the source that contain it
 * @param prose its text without comment marks
 */
record SourceText(Kind kind, int line, String raw, String prose) {
    private static final Pattern TOKEN = Pattern.compile("\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*+\""
            + "|'(?:[^'\\\\]|\\\\.)+'|/\\*[\\s\\S]*?\\*/|(?://[^\\n]*\\n\\s*)*//[^\\n]*");
    private static final Pattern MARKS =
            Pattern.compile("^\\s*(?:/\\*\\*?|\\*/|\\*|//)?\\s?|\\s*\\*/$", Pattern.MULTILINE);

    /** The kinds of texts. */
    enum Kind {
        JAVADOC,
        COMMENT,
        LITERAL
    }

    /** All texts of a source, in their order. */
    static List<SourceText> of(Path file) {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<SourceText> texts = new ArrayList<>();
        Matcher token = TOKEN.matcher(source);
        int line = 1;
        int counted = 0;
        while (token.find()) {
            line += (int) source.substring(counted, token.start())
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            counted = token.start();
            int begin = source.lastIndexOf('\n', token.start()) + 1;
            int end = source.indexOf('\n', token.end());
            String raw = source.substring(begin, end < 0 ? source.length() : end);
            texts.add(of(token.group(), line, raw));
        }
        return texts;
    }

    private static SourceText of(String token, int line, String raw) {
        if (token.startsWith("/**")) {
            return new SourceText(Kind.JAVADOC, line, raw, MARKS.matcher(token).replaceAll(""));
        }
        if (token.startsWith("/")) {
            return new SourceText(Kind.COMMENT, line, raw, MARKS.matcher(token).replaceAll(""));
        }
        return new SourceText(Kind.LITERAL, line, raw, token.replaceAll("^\"+|\"+$", ""));
    }
}
