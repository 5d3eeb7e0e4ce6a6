package dev.berth.registry.launcher.config;

/**
 * A setting.
 *
 * @param path its name, {@code http.addr} for example; in the environment {@code REGISTRY_HTTP_ADDR}
 * @param fallback its default value
 * @param secret whether its value must not be shown
 * @param meaning its effect, for the operator
 */
public record Key<T>(String path, Format<T> format, T fallback, boolean secret, String meaning) {

    @Override
    public String toString() {
        return path;
    }
}
