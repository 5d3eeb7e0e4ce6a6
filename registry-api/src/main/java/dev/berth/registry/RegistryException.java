package dev.berth.registry;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A registry did not do what it was asked, and why. Nothing was changed unless the thrower says otherwise. */
public class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RegistryError> errors;

    /** Refuses for several reasons at once; there is at least one. */
    public RegistryException(List<RegistryError> errors, @Nullable Throwable cause) {
        super(text(errors), cause);
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("an exception needs a reason");
        }
        this.errors = List.copyOf(errors);
    }

    /** Refuses for one reason. */
    public RegistryException(ErrorCode code, String message, Map<String, String> detail) {
        this(List.of(new RegistryError(code, message, detail)), null);
    }

    /** Refuses for one reason that needs no detail. */
    public RegistryException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /** The reasons, at least one, the first deciding. */
    public List<RegistryError> errors() {
        return errors;
    }

    /** The code of the first reason. */
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
