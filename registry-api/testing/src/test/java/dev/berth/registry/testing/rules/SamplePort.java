package dev.berth.registry.testing.rules;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** An exported interface, for {@link ExportedApiTest}. */
public interface SamplePort<T> extends Closeable {
    int LIMIT = 3;

    Map<String, ? extends List<T>> find(byte[] key, T[] items) throws IOException;

    default <N extends Number & Comparable<N>> N largest(List<? super N> numbers) {
        throw new UnsupportedOperationException();
    }

    static SamplePort<String> none() {
        return new SamplePort<>() {
            @Override
            public Map<String, List<String>> find(byte[] key, String[] items) {
                return Map.of();
            }

            @Override
            public void close() {}
        };
    }
}
