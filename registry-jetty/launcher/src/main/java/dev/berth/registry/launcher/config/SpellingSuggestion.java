package dev.berth.registry.launcher.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the name a mistyped one may have been meant to be. Names that mean less protection are never suggested. */
final class SpellingSuggestion {
    private static final double LEAST_SIMILAR = 0.78;
    private static final Set<String> NEVER = Set.of(
            "auth.none",
            "auth.anonymous",
            "auth.htpasswd.anonymouspull",
            "log.accesslog.disabled",
            "storage.inmemory",
            "storage.filesystem.durable",
            "storage.s3.skipverify",
            "storage.s3.checksum_disabled",
            "validation.sparse");

    private SpellingSuggestion() {}

    /** The most similar candidate, if it is similar enough. */
    static Optional<String> to(String text, Collection<String> candidates) {
        return candidates.stream()
                .max(Comparator.comparingDouble(candidate -> similarity(text, candidate)))
                .filter(candidate -> similarity(text, candidate) >= LEAST_SIMILAR);
    }

    /** The path in which the first unknown name is replaced by the most similar one of the same section. */
    static Optional<String> path(String path) {
        String section = "";
        for (String name : path.split("\\.", -1)) {
            String below = section.isEmpty() ? name : section + "." + name;
            if (!Keys.isSection(below) && Keys.at(below).isEmpty()) {
                return suggestion(section, name, path.substring(below.length()));
            }
            section = below;
        }
        return Optional.empty();
    }

    private static Optional<String> suggestion(String section, String name, String rest) {
        String prefix = section.isEmpty() ? "" : section + ".";
        Set<String> siblings = Keys.all().stream()
                .<String>map(Key::path)
                .filter(known -> known.startsWith(prefix))
                .map(known ->
                        List.of(known.substring(prefix.length()).split("\\.")).get(0))
                .filter(sibling -> !NEVER.contains(prefix + sibling))
                .collect(Collectors.toSet());
        return to(name, siblings)
                .map(near -> Keys.at(prefix + near + rest).isPresent() ? prefix + near + rest : prefix + near);
    }

    /** The similarity of Jaro and Winkler: from 0, nothing in common, to 1, the same. Lengths are similar too. */
    private static double similarity(String one, String other) {
        int longer = Math.max(one.length(), other.length());
        return Math.abs(one.length() - other.length()) > longer / 2 ? 0 : jaroWinkler(one, other);
    }

    private static double jaroWinkler(String one, String other) {
        int window = Math.max(1, Math.max(one.length(), other.length()) / 2 - 1);
        int[] partners = new int[one.length()];
        boolean[] used = new boolean[other.length()];
        int matches = 0;
        for (int i = 0; i < one.length(); i++) {
            partners[i] = partner(one.charAt(i), other, Math.max(0, i - window), i + window, used);
            matches += partners[i] < 0 ? 0 : 1;
        }
        if (matches == 0) {
            return 0;
        }
        int[] matched = Arrays.stream(partners).filter(partner -> partner >= 0).toArray();
        int[] sorted = Arrays.stream(matched).sorted().toArray();
        double moved = 0;
        for (int i = 0; i < matched.length; i++) {
            moved += other.charAt(matched[i]) == other.charAt(sorted[i]) ? 0 : 0.5;
        }
        double m = matches;
        double jaro = (m / one.length() + m / other.length() + (m - moved) / m) / 3;
        return jaro + Math.min(4, commonPrefix(one, other)) * 0.1 * (1 - jaro);
    }

    /** The place of an equal letter that has no partner yet, -1 if there is none. */
    private static int partner(char letter, String other, int from, int to, boolean[] used) {
        for (int j = from; j <= Math.min(to, other.length() - 1); j++) {
            if (!used[j] && other.charAt(j) == letter) {
                used[j] = true;
                return j;
            }
        }
        return -1;
    }

    private static int commonPrefix(String one, String other) {
        int mismatch = Arrays.mismatch(one.toCharArray(), other.toCharArray());
        return mismatch < 0 ? one.length() : mismatch;
    }
}
