package dev.berth.registry.engine.migration;

import java.util.Optional;

/**
 * A file of a repository, taken apart.
 *
 * @param repository the name of the repository, which may be one this registry refuses
 * @param kind the kind of the file
 * @param tag the tag, of a file of a tag; empty otherwise
 * @param digest {@code algorithm:hex}, which may be no digest; empty where there is none
 */
record ClassicPath(String repository, Kind kind, String tag, String digest) {
    private static final String[] FOLDERS = {"/_manifests/", "/_layers/", "/_uploads/"};

    enum Kind {
        LAYER,
        REVISION,
        TAG_CURRENT,
        TAG_INDEX,
        /** Of an unfinished upload, or the signature of a manifest of schema 1. */
        IGNORED,
        STRAY
    }

    /** The repository, of a file of its content: unfinished uploads alone are none. */
    Optional<String> content() {
        return kind == Kind.IGNORED || repository.isEmpty() ? Optional.empty() : Optional.of(repository);
    }

    /** Takes apart a key below {@link ClassicLayout#REPOSITORIES}. */
    static ClassicPath of(String key) {
        String path = key.substring(ClassicLayout.REPOSITORIES.length());
        for (String folder : FOLDERS) {
            int end = path.indexOf(folder);
            if (end > 0) {
                String[] rest = path.substring(end + 1).split("/", -1);
                return of(path.substring(0, end), rest);
            }
        }
        return new ClassicPath("", Kind.STRAY, "", "");
    }

    private static ClassicPath of(String repository, String[] parts) {
        return switch (parts[0]) {
            case "_layers" ->
                isLink(parts, 4)
                        ? new ClassicPath(repository, Kind.LAYER, "", parts[1] + ':' + parts[2])
                        : stray(repository);
            case "_manifests" -> ofManifests(repository, parts);
            default -> new ClassicPath(repository, Kind.IGNORED, "", "");
        };
    }

    private static ClassicPath ofManifests(String repository, String[] parts) {
        if (parts[1].equals("revisions")) {
            if (isLink(parts, 5)) {
                return new ClassicPath(repository, Kind.REVISION, "", parts[2] + ':' + parts[3]);
            }
            boolean signature = parts.length > 5 && parts[4].equals("signatures");
            return signature ? new ClassicPath(repository, Kind.IGNORED, "", "") : stray(repository);
        }
        if (parts[1].equals("tags") && parts.length > 4) {
            if (isLink(parts, 5) && parts[3].equals("current")) {
                return new ClassicPath(repository, Kind.TAG_CURRENT, parts[2], "");
            }
            if (isLink(parts, 7) && parts[3].equals("index")) {
                return new ClassicPath(repository, Kind.TAG_INDEX, parts[2], parts[4] + ':' + parts[5]);
            }
        }
        return stray(repository);
    }

    private static boolean isLink(String[] parts, int length) {
        return parts.length == length && parts[length - 1].equals("link");
    }

    private static ClassicPath stray(String repository) {
        return new ClassicPath(repository, Kind.STRAY, "", "");
    }
}
