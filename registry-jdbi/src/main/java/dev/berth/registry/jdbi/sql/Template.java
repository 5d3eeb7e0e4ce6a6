package dev.berth.registry.jdbi.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a statement, with marks for its fragments and its partition, by the rules of this package. */
public final class Template {
    private static final Pattern MARK = Pattern.compile("\\{[a-z ]+}");
    private static final String PARTITION = "{b}";

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    public static Template of(String text) {
        return new Template(text);
    }

    /**
     * Puts a fragment, which may have marks itself, in the place of each {@code {name}}.
     *
     * @throws IllegalArgumentException when the text has no such mark
     */
    public Template with(String name, String fragment) {
        String mark = "{" + name + "}";
        if (!text.contains(mark)) {
            throw new IllegalArgumentException("the statement has no mark " + mark + ": " + text);
        }
        return new Template(text.replace(mark, fragment));
    }

    /** For one partition. */
    Template in(int bucket) {
        return new Template(text.replace(PARTITION, Integer.toString(bucket)));
    }

    /** The text; refuses a mark that is left. */
    String whole() {
        Matcher left = MARK.matcher(text);
        if (left.find()) {
            throw new IllegalArgumentException("nothing was put for " + left.group() + ": " + text);
        }
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
