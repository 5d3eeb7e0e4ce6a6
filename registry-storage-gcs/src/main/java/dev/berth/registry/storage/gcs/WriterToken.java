package dev.berth.registry.storage.gcs;

import dev.berth.registry.model.StorageKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The state of an unfinished object. An id is used for one component only, so it identifies its bytes.
 *
 * @param components ids of its components, in order
 * @param outdated ids of earlier components that may still be there
 */
record WriterToken(List<String> components, List<String> outdated) {
    private static final String FORMAT = "1";

    /** Nothing written yet. */
    static final WriterToken NOTHING = new WriterToken(List.of(), List.of());

    WriterToken {
        components = List.copyOf(components);
        outdated = List.copyOf(outdated);
    }

    /** As text; of this key and no other. */
    String format(StorageKey key) {
        return Stream.of(FORMAT, Long.toHexString(check(key)), String.join(",", components), String.join(",", outdated))
                .collect(Collectors.joining("|"));
    }

    /** Reads what {@link #format} wrote; empty when it is something else, or of another key. */
    static Optional<WriterToken> parse(String text, StorageKey key) {
        String[] fields = text.split("\\|", -1);
        if (fields.length != 4 || !fields[0].equals(FORMAT) || !fields[1].equals(Long.toHexString(check(key)))) {
            return Optional.empty();
        }
        return Optional.of(new WriterToken(list(fields[2]), list(fields[3])));
    }

    private static List<String> list(String field) {
        return field.isEmpty() ? List.of() : List.of(field.split(",", -1));
    }

    private static long check(StorageKey key) {
        CRC32C crc = new CRC32C();
        crc.update(key.value().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
