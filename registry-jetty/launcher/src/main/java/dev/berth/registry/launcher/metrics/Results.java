package dev.berth.registry.launcher.metrics;

import dev.berth.registry.spi.StoreException;
import java.util.Locale;
import java.util.Optional;

/** Values of the label {@code result}: {@code success}, or the kind of the failure. */
final class Results {
    static final String SUCCESS = "success";

    private Results() {}

    static String of(StoreException.Kind failure) {
        return failure.name().toLowerCase(Locale.ROOT);
    }

    static String of(Optional<StoreException.Kind> failure) {
        return failure.map(Results::of).orElse(SUCCESS);
    }
}
