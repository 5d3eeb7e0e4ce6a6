package dev.berth.registry.launcher.config;

import java.util.Map;

/** Settings and sections that other registries call by another name. */
final class Aliases {
    private static final Map<String, String> NAMES = Map.of(
            "storage.s3.forcepathstyle", "storage.s3.pathstyle",
            "storage.s3_v2", "storage.s3",
            "storage.s3aws", "storage.s3");

    private Aliases() {}

    /** The path a setting or section has here. */
    static String resolve(String path) {
        String name = NAMES.get(path);
        if (name != null) {
            return name;
        }
        int dot = path.lastIndexOf('.');
        String resolved = dot < 0 ? path : resolve(path.substring(0, dot)) + path.substring(dot);
        return NAMES.getOrDefault(resolved, resolved);
    }
}
