package dev.berth.registry.model;

/**
 * What an image runs on (OCI Image Specification, image-index.md, "platform").
 *
 * @param operatingSystem a GOOS value, {@code linux} for example
 * @param architecture a GOARCH value, {@code amd64} for example
 */
public record Platform(String operatingSystem, String architecture) {
    /** What a client gets that asked for a single image and cannot choose (Docker Registry HTTP API V2). */
    public static final Platform LINUX_AMD64 = new Platform("linux", "amd64");

    @Override
    public String toString() {
        return operatingSystem + "/" + architecture;
    }
}
