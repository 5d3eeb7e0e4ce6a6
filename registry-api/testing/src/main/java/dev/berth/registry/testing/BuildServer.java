package dev.berth.registry.testing;

/** Tells a build server, where nothing that it should have may be skipped, from a developer's machine. */
public final class BuildServer {
    private BuildServer() {}

    /** True when {@code CI} is set and not empty. */
    public static boolean isThis() {
        String value = System.getenv("CI");
        return value != null && !value.isEmpty() && !value.equals("false");
    }
}
