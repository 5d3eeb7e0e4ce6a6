package dev.berth.registry.storage.gcs;

import dev.berth.registry.spi.StorageKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Where an unfinished object is: its components, in order.
 *
 * @param outdated ids of earlier components that may still be there
 */
record WriterToken(List<Component> components, List<String> outdated) {
    private static final String FORMAT = "1";

    /** Nothing written yet. */
    static final WriterToken NOTHING = new WriterToken(List.of(), List.of());

    WriterToken {
        components = List.copyOf(components);
        outdated = List.copyOf(outdated);
    }

    /** Some bytes: the object of this id, in this generation and no other. */
    record Component(String id, long generation) {}

    /** As text; of this key and no other. */
    String format(StorageKey key) {
        return Stream.of(
                        FORMAT,
                        Long.toHexString(check(key)),
                        components.stream()
                                .map(component -> component.id() + ":" + component.generation())
                                .collect(Collectors.joining(",")),
                        String.join(",", outdated))
                .collect(Collectors.joining("|"));
    }

    /** Reads what {@link #format} wrote; empty when it is something else, or of another key. */
    static Optional<WriterToken> parse(String text, StorageKey key) {
        String[] fields = text.split("\\|", -1);
        if (fields.length != 4 || !fields[0].equals(FORMAT) || !fields[1].equals(Long.toHexString(check(key)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WriterToken(
                    list(fields[2]).map(WriterToken::component).toList(),
                    list(fields[3]).toList()));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Component component(String text) {
        String[] fields = text.split(":", -1);
        return new Component(fields[0], Long.parseLong(fields[1]));
    }

    private static Stream<String> list(String field) {
        return field.isEmpty() ? Stream.empty() : Arrays.stream(field.split(",", -1));
    }

    private static long check(StorageKey key) {
        CRC32C crc = new CRC32C();
        crc.update(key.value().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
