package dev.berth.registry.jdbi.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The changelogs of the schema, read without Liquibase, which takes a second to wake. */
public final class Changelog {
    public static final Changelog PRE_DEPLOYMENT = new Changelog("pre.yaml");
    public static final Changelog POST_DEPLOYMENT = new Changelog("post.yaml");

    private static final String FOLDER = "dev/berth/registry/jdbi/changelog/";
    private static final Pattern CHANGE = Pattern.compile("include: \\{ file: (?:pre|post)/([0-9a-z-]+)\\.sql,");

    private final String file;

    private Changelog(String file) {
        this.file = file;
    }

    /** The path for Liquibase. */
    String path() {
        return FOLDER + file;
    }

    /** The ids of its changes, each the name of its file, in the order in which they are applied. */
    public List<String> ids() {
        ClassLoader loader = Objects.requireNonNull(Changelog.class.getClassLoader(), "class loader");
        try (InputStream stream = loader.getResourceAsStream(path())) {
            String text = new String(Objects.requireNonNull(stream, path()).readAllBytes(), StandardCharsets.UTF_8);
            return CHANGE.matcher(text).results().map(Changelog::id).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(MatchResult include) {
        return include.group(1);
    }
}
