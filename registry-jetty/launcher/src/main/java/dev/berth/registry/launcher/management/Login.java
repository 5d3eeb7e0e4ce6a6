package dev.berth.registry.launcher.management;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user and a password. Its text names the user only. */
record Login(String user, String password) {

    /** The value of the field Authorization (RFC 7617). */
    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return user;
    }
}
