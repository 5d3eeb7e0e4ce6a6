package dev.berth.registry.model;

/**
 * The operating system and architecture of an image (OCI Image Specification, image-index.md, "platform").
 *
 * @param operatingSystem a GOOS value, {@code linux} for example
 * @param architecture a GOARCH value, {@code amd64} for example
 */
public record Platform(String operatingSystem, String architecture) {
    /** The platform served to a client that cannot choose one from an index (Docker Registry HTTP API V2). */
    public static final Platform LINUX_AMD64 = new Platform("linux", "amd64");

    @Override
    public String toString() {
        return operatingSystem + "/" + architecture;
    }
}
