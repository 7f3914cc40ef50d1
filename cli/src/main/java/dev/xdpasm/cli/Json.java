package dev.xdpasm.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What {@code --json} prints: one document, indented, with the kernel's names in {@code snake_case}. */
final class Json {

    private Json() {}

    /** Writes the document's one value. */
    interface Document {
        void write(JsonGenerator out) throws IOException;
    }

    /** Prints a document whole, and nothing of one that fails half way. */
    static void print(PrintWriter out, Document document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter());
            document.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(text);
        out.flush();
    }
}
