package dev.berth.registry.launcher.config;

import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The written form of a value.
 *
 * @param reading parses it from YAML, or throws {@link IllegalArgumentException} with the expected form
 * @param showing makes it a text, number, boolean or list of such
 * @param standsAlone whether a key without a value has a meaning
 */
record Format<T>(Function<Node, T> reading, Function<T, Object> showing, boolean standsAlone) {

    Format(Function<Node, T> reading, Function<T, Object> showing) {
        this(reading, showing, false);
    }

    T read(Node node) {
        return reading.apply(node);
    }

    Object show(T value) {
        return showing.apply(value);
    }
}
