package dev.xdpasm.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfFunction;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.Extern;
import dev.xdpasm.object.Global;
import dev.xdpasm.object.MapEntry;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.object.Subprogram;
import dev.xdpasm.uapi.AttachType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xdpasm inspect}: what is in a file, without loading it. */
@Command(
        name = "inspect",
        description = "Show what is in FILE: programs, maps, globals, externs, relocations, types, license.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A .xasm text, an ELF object, a .java source or JAR!CLASS.")
    private Path file;

    @Mixin
    private MemberOption member = new MemberOption();

    @Option(names = "--json", description = "As JSON, for programs to read.")
    private boolean json;

    @Override
    public Integer call() {
        BpfObject object = member.read(file).object();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, generator -> write(generator, object));
        } else {
            print(out, object);
            out.flush();
        }
        return ExitStatus.OK;
    }

    private static void print(PrintWriter out, BpfObject object) {
        out.println("license: " + (object.license().isEmpty() ? "(none: what is for GPL programs is refused)" : object.license()));
        if (object.version() != 0) {
            out.println("version: " + object.version());
        }
        out.println("types: " + object.btf().types().size());
        for (BpfProgram program : object.programs()) {
            out.println("program " + program.name() + ": section " + program.section() + ", type " + shown(program.kind()) + ", "
                    + program.code().size() + " slots");
            printReferences(out, program);
        }
        for (Subprogram subprogram : object.subprograms()) {
            out.println("function " + subprogram.name() + ": section " + subprogram.section() + ", "
                    + lower(subprogram.binding()) + ", " + subprogram.code().size() + " slots");
            printReferences(out, subprogram);
        }
        for (MapSpec map : object.maps()) {
            out.println("map " + map.name() + ": " + shown(map));
            map.inner().ifPresent(inner -> out.println("  of maps: " + shown(inner)));
            for (MapEntry entry : map.entries()) {
                if (entry instanceof MapEntry.Reference reference) {
                    out.println("  " + reference.index() + ": " + reference.name());
                }
            }
        }
        for (Global global : object.globals()) {
            out.println("global " + global.name() + ": " + global.map() + " + " + global.offset() + ", " + global.size()
                    + " bytes, " + lower(global.binding()) + ": " + object.valueOf(global.name()));
        }
        for (Extern extern : object.externs()) {
            out.println("extern " + extern.name() + ": " + lower(extern.kind()) + (extern.weak() ? ", weak" : ""));
        }
    }

    private static void printReferences(PrintWriter out, BpfFunction function) {
        for (Relocation relocation : function.code().relocations()) {
            out.println("  " + relocation.slot() + ": " + lower(relocation.kind()).replace('_', ' ') + " " + relocation.symbol());
        }
        for (BtfExt.CoreRelocation relocation : function.coreRelocations()) {
            out.println("  " + relocation.slot() + ": CO-RE " + relocation.kind().shortName() + " of type "
                    + relocation.type() + " " + relocation.access());
        }
    }

    /** A place of attachment that is called as the type is goes without saying. */
    private static String shown(ProgramKind kind) {
        boolean said = kind.attachType().map(AttachType::shortName).equals(Optional.of(kind.type().shortName()));
        return said ? kind.toString().replaceFirst("^\\S+ ", "") : kind.toString();
    }

    private static String shown(MapSpec map) {
        StringBuilder text = new StringBuilder(map.type().shortName())
                .append(", key ").append(map.keySize())
                .append(", value ").append(map.valueSize())
                .append(", max_entries ").append(Integer.toUnsignedString(map.maxEntries()));
        if (map.flags() != 0) {
            text.append(", flags 0x").append(Integer.toHexString(map.flags()));
        }
        map.numaNode().ifPresent(node -> text.append(", numa_node ").append(node));
        if (map.mapExtra() != 0) {
            text.append(", map_extra ").append(map.mapExtra());
        }
        return text.append(map.pinning() == MapSpec.Pinning.NONE ? "" : ", pinned by name").toString();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void write(JsonGenerator out, BpfObject object) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", object.name());
        out.writeStringField("license", object.license());
        out.writeNumberField("version", object.version());
        out.writeArrayFieldStart("programs");
        for (BpfProgram program : object.programs()) {
            writeFunction(out, program);
            out.writeStringField("type", program.type().shortName());
            if (program.kind().attachType().isPresent()) {
                out.writeStringField("attach_type", program.kind().attachType().get().shortName());
            }
            out.writeStringField("target", program.kind().target());
            out.writeNumberField("flags", program.kind().loadFlags());
            out.writeBooleanField("autoload", program.kind().autoload());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("functions");
        for (Subprogram subprogram : object.subprograms()) {
            writeFunction(out, subprogram);
            out.writeStringField("binding", lower(subprogram.binding()));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("maps");
        for (MapSpec map : object.maps()) {
            write(out, map);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("globals");
        for (Global global : object.globals()) {
            out.writeStartObject();
            out.writeStringField("name", global.name());
            out.writeStringField("map", global.map());
            out.writeNumberField("offset", global.offset());
            out.writeNumberField("size", global.size());
            out.writeStringField("binding", lower(global.binding()));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("externs");
        for (Extern extern : object.externs()) {
            out.writeStartObject();
            out.writeStringField("name", extern.name());
            out.writeStringField("kind", lower(extern.kind()));
            out.writeBooleanField("weak", extern.weak());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("types");
        for (BtfType type : object.btf().types()) {
            out.writeStartObject();
            out.writeStringField("kind", type.kind().name());
            out.writeStringField("name", type.name());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Begins a function's object, which the caller ends. */
    private static void writeFunction(JsonGenerator out, BpfFunction function) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", function.name());
        out.writeStringField("section", function.section());
        out.writeNumberField("slots", function.code().size());
        out.writeArrayFieldStart("relocations");
        for (Relocation relocation : function.code().relocations()) {
            out.writeStartObject();
            out.writeNumberField("slot", relocation.slot());
            out.writeStringField("kind", lower(relocation.kind()));
            out.writeStringField("symbol", relocation.symbol());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("core_relocations");
        for (BtfExt.CoreRelocation relocation : function.coreRelocations()) {
            out.writeStartObject();
            out.writeNumberField("slot", relocation.slot());
            out.writeStringField("kind", relocation.kind().shortName());
            out.writeNumberField("type", relocation.type());
            out.writeStringField("access", relocation.access());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, MapSpec map) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", map.name());
        out.writeStringField("type", map.type().shortName());
        out.writeNumberField("key_size", map.keySize());
        out.writeNumberField("value_size", map.valueSize());
        out.writeNumberField("max_entries", Integer.toUnsignedLong(map.maxEntries()));
        out.writeNumberField("flags", Integer.toUnsignedLong(map.flags()));
        out.writeNumberField("map_extra", map.mapExtra());
        out.writeStringField("pinning", lower(map.pinning()));
        if (map.inner().isPresent()) {
            out.writeFieldName("inner");
            write(out, map.inner().get());
        }
        out.writeEndObject();
    }
}
