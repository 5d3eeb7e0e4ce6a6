package dev.berth.registry.http;

/**
 * The operation of a method at an endpoint.
 *
 * @param needs the permissions it takes
 */
public record Operation(Needs needs, Handler handler) {

    /** Answers an authorized request, with one driving call at most. */
    @FunctionalInterface
    public interface Handler {
        /** Throws a {@link dev.berth.registry.RegistryException} for every error that clients are to see. */
        HttpAnswer answer(AuthorizedRequest call);
    }

    /**
     * A handler whose answer is read from the database whole and may be large: so many run at a time as memory allows.
     */
    public static Handler inBudget(Handler handler) {
        return call -> call.memory().work(() -> handler.answer(call));
    }
}
