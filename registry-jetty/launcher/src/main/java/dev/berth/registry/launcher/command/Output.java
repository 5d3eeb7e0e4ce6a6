package dev.berth.registry.launcher.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;

/** The printed result of a command. */
public record Output(PrintWriter writer) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Prints a line. */
    public void line(String text) {
        writer.println(text);
        writer.flush();
    }

    /** Prints text that a line continues. */
    public void text(String text) {
        writer.print(text);
    }

    /** Prints a value as JSON. */
    public void json(Object value) {
        try {
            line(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
