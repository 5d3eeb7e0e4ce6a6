package dev.berth.registry.launcher.config;

import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

/**
 * How a value is written.
 *
 * @param reading makes it from YAML, or throws {@link IllegalArgumentException} saying what is expected
 * @param showing makes it a text, number, boolean or list of such
 * @param standsAlone whether a key without a value says something
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
