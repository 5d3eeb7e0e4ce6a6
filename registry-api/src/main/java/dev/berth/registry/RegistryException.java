package dev.berth.registry;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A failed request, with its errors. Nothing was changed unless the throwing method documents otherwise. */
public class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RegistryError> errors;

    /** An exception with several errors, at least one. */
    public RegistryException(List<RegistryError> errors, @Nullable Throwable cause) {
        super(text(errors), cause);
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("an exception needs a reason");
        }
        this.errors = List.copyOf(errors);
    }

    /** An exception with one error. */
    public RegistryException(ErrorCode code, String message, Map<String, String> detail) {
        this(List.of(new RegistryError(code, message, detail)), null);
    }

    /** An exception with one error without detail. */
    public RegistryException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /** The errors, at least one; the first one determines the HTTP status. */
    public List<RegistryError> errors() {
        return errors;
    }

    /** The code of the first error. */
    public ErrorCode code() {
        return errors.get(0).code();
    }

    private static String text(List<RegistryError> errors) {
        return errors.size() == 1
                ? line(errors.get(0))
                : errors.stream().map(RegistryException::line).collect(Collectors.joining("; "));
    }

    private static String line(RegistryError error) {
        return error.code() + ": " + error.message();
    }
}
