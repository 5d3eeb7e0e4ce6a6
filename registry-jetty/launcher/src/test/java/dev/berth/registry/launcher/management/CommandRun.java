package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.launcher.Launcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/** The outcome of a command. */
record CommandRun(int code, String out, String err) {

    /** Runs a command with arguments, and others after them. */
    static CommandRun of(List<String> always, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Stream.concat(Stream.of(arguments), always.stream()).toArray(String[]::new);
        int code = Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
        return new CommandRun(code, out.toString(), err.toString());
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }
}
