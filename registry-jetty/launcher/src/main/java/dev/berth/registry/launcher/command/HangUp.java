package dev.berth.registry.launcher.command;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads at SIGHUP, which otherwise ends a process. A server whose terminal was closed still ends. Reached by
 * reflection, since the compiler warns of {@code sun.misc} in every use; where a Java runtime lacks it, or was started
 * with {@code -Xrs}, the signal keeps its default effect.
 */
final class HangUp {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);
    private static final boolean HAD_TERMINAL = hasTerminal();

    private final Runnable reload;

    private HangUp(Runnable reload) {
        this.reload = reload;
    }

    /** Does this at each signal from now on. */
    static void handle(Runnable reload) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle received = MethodHandles.lookup()
                    .findVirtual(HangUp.class, "received", MethodType.methodType(void.class))
                    .bindTo(new HangUp(reload));
            Object handling =
                    MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(received, 0, signal));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
        } catch (ReflectiveOperationException e) {
            LOG.debug("SIGHUP keeps its default effect", e);
        }
    }

    @SuppressWarnings("UnusedMethod") // called through its handle
    private void received() {
        if (HAD_TERMINAL && !hasTerminal()) {
            LOG.info("the terminal was closed");
            // From another thread: the one that handles signals is needed for the end.
            new Thread(() -> System.exit(0), "hang-up").start();
        } else {
            reload.run();
        }
    }

    private static boolean hasTerminal() {
        try (FileInputStream terminal = new FileInputStream("/dev/tty")) {
            return terminal.getFD().valid();
        } catch (IOException e) {
            return false;
        }
    }
}
