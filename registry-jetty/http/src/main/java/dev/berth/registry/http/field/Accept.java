package dev.berth.registry.http.field;

import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.model.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The media types a client accepts (RFC 9110, section 12.5.1). */
public final class Accept {

    private Accept() {}

    /**
     * True when the client lists types of single images, and nothing that could be a manifest list: for these clients
     * the Docker API selects an image.
     */
    public static boolean wantsSingleImage(HttpRequest request) {
        List<String> types = types(request);
        boolean readsImages = types.contains(MediaType.DOCKER_MANIFEST.value())
                || types.contains(MediaType.OCI_MANIFEST.value())
                || types.contains(MediaType.DOCKER_SCHEMA_1_SIGNED.value());
        return readsImages && types.stream().noneMatch(Accept::mayBeIndex);
    }

    private static boolean mayBeIndex(String type) {
        return type.endsWith("/*")
                || MediaType.parse(type).filter(MediaType::isIndex).isPresent();
    }

    private static List<String> types(HttpRequest request) {
        List<String> types = new ArrayList<>();
        for (String field : request.headers(HeaderName.ACCEPT)) {
            for (String range : field.split(",", -1)) {
                type(range).ifPresent(types::add);
            }
        }
        return types;
    }

    private static Optional<String> type(String range) {
        String[] parts = range.split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            if (isZeroWeight(parts[i].strip())) {
                return Optional.empty();
            }
        }
        return Optional.of(parts[0].strip().toLowerCase(Locale.ROOT)).filter(type -> !type.isEmpty());
    }

    /** {@code q=0} means "not this"; types and parameters do not differ in case. */
    private static boolean isZeroWeight(String parameter) {
        return parameter.regionMatches(true, 0, "q=0", 0, 3)
                && parameter.substring(3).chars().allMatch(c -> c == '.' || c == '0');
    }
}
