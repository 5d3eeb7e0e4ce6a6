package dev.berth.registry.jdbi.sql;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no connection to work on, for a reason in words; nothing was sent. */
public final class NoConnection extends SQLException {
    private static final long serialVersionUID = 1L;

    private final Outage outage;
    private final String reason;

    /** @param reason the text after "no database connection to ...:" */
    public NoConnection(Outage outage, String reason, @Nullable Throwable cause) {
        super(reason, "08001", cause);
        this.outage = outage;
        this.reason = reason;
    }

    /** The reason in words. */
    public String reason() {
        return reason;
    }

    /** The reason. */
    public Outage outage() {
        return outage;
    }

    /** The same for another caller that waited for the failed attempt. */
    public NoConnection again() {
        return new NoConnection(outage, reason, getCause());
    }

    /** The missing connection among the causes of a failure. */
    public static Optional<NoConnection> in(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoConnection found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
