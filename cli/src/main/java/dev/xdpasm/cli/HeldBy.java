package dev.xdpasm.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.xdpasm.loader.Holder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps a program, map or link in the kernel, as bpftool tells it: the processes that hold it and the names it is pinned to. */
final class HeldBy {

    private HeldBy() {}

    /** {@return the line of the processes; empty if there are none} */
    static String line(List<Holder> holders) {
        return holders.isEmpty()
                ? ""
                : "\tpids " + holders.stream().map(Holder::toString).collect(Collectors.joining(", ")) + "\n";
    }

    /** {@return a line for each name} */
    static String lines(List<Path> pins) {
        return pins.stream().map(pin -> "\tpinned " + pin + "\n").collect(Collectors.joining());
    }

    /** Writes the processes as the field {@code pids}. */
    static void write(JsonGenerator out, List<Holder> holders) throws IOException {
        out.writeArrayFieldStart("pids");
        for (Holder holder : holders) {
            out.writeStartObject();
            out.writeNumberField("pid", holder.pid());
            out.writeStringField("comm", holder.command());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Writes the names as the field {@code pinned}, then the processes. */
    static void write(JsonGenerator out, List<Holder> holders, List<Path> pins) throws IOException {
        out.writeArrayFieldStart("pinned");
        for (Path pin : pins) {
            out.writeString(pin.toString());
        }
        out.writeEndArray();
        write(out, holders);
    }
}
