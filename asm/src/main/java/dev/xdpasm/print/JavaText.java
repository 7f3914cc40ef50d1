package dev.xdpasm.print;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object as the Java source of a class that makes it with the {@code Assembler}: one call, one instruction. Compiled and
 * run, it gives the same bytes.
 */
public final class JavaText {
    /** Instructions of a method: Java allows 64 KiB of bytecode, of which a call takes 20 bytes or so. */
    private static final int MOST_IN_METHOD = 1000;

    private static final String INDENT = "        ";

    private final BpfObject object;
    private final String className;
    private final TextBuffer out;
    private final Map<String, String> mapNames = new LinkedHashMap<>();
    private final Map<String, String> methodNames = new LinkedHashMap<>();

    private JavaText(BpfObject object, String className, TextBuffer out) {
        this.object = object;
        this.className = className;
        this.out = out;
        for (MapSpec map : object.maps()) {
            JavaNames.add(mapNames, map.name(), JavaNames.constant(map.name()));
        }
        methodNames.put("", "object");
        for (BpfProgram program : object.programs()) {
            JavaNames.add(methodNames, program.name(), JavaNames.method(program.name()));
        }
    }

    /**
     * Appends the source of a class.
     *
     * @param className the class's name, without a package
     * @throws BpfException if the object holds what the assembler does not make: functions besides programs, globals,
     *     externs, bytes that are no instruction
     */
    public static void print(BpfObject object, String className, TextBuffer out) {
        Sayable.require(object, "Java");
        new JavaText(object, className, out).object();
    }

    /** {@return a class's name for what is in a file: {@code MyFilter} for {@code my-filter.o}} */
    public static String className(String file) {
        return JavaNames.type(file);
    }

    /** {@return the source of a class} */
    public static String of(BpfObject object, String className) {
        TextBuffer out = new TextBuffer();
        print(object, className, out);
        return out.toString();
    }

    private void object() {
        out.append("""
                import static dev.xdpasm.isa.Register.*;

                import dev.xdpasm.asm.Assembler;
                import dev.xdpasm.asm.Label;
                import dev.xdpasm.isa.*;
                import dev.xdpasm.object.BpfObject;
                import dev.xdpasm.object.BpfProgram;
                import dev.xdpasm.object.MapSpec;
                import dev.xdpasm.uapi.Helper;
                import dev.xdpasm.uapi.MapType;
                import dev.xdpasm.uapi.ProgramType;
                import java.util.List;

                """);
        out.append("/** ").append(JavaNames.comment("The programs " + String.join(", ", methodNames.keySet().stream().skip(1).toList())))
                .append(". */\n");
        out.append("public final class ").append(className).append(" {\n");
        for (MapSpec map : object.maps()) {
            out.append("    static final MapSpec ").append(mapNames.get(map.name())).append(" = new MapSpec(");
            out.append(JavaNames.literal(map.name())).append(", MapType.").append(map.type().name()).append(", ");
            out.append(map.keySize() + ", " + map.valueSize() + ", " + map.maxEntries() + ", " + map.flags() + ");\n");
        }
        out.append("\n    private ").append(className).append("() {}\n");
        out.append("\n    /** {@return the object} */\n    public static BpfObject object() {\n");
        out.append(INDENT).append("return new BpfObject(\n");
        out.append(INDENT).append("        List.of(").append(String.join(", ", methodNames.values().stream().skip(1).map(name -> name + "()").toList()))
                .append("),\n");
        out.append(INDENT).append("        List.of(").append(String.join(", ", mapNames.values())).append("),\n");
        out.append(INDENT).append("        ").append(JavaNames.literal(object.license())).append(");\n    }\n");
        object.programs().forEach(this::program);
        out.append("}\n");
    }

    private void program(BpfProgram program) {
        String method = methodNames.get(program.name());
        JumpTargets targets = JumpTargets.of(program.code());
        boolean parted = program.code().size() > MOST_IN_METHOD;
        out.append("\n    private static BpfProgram ").append(method).append("() {\n");
        out.append(INDENT).append("Assembler a = new Assembler(IsaLevel.V4);\n");
        Set<String> parts = new LinkedHashSet<>();
        if (parted) {
            out.append(INDENT).append("Label[] labels = new Label[" + program.code().size() + "];\n");
            out.append(INDENT).append("for (int i = 0; i < labels.length; i++) {\n");
            out.append(INDENT).append("    labels[i] = a.label(\"L\" + i);\n").append(INDENT).append("}\n");
            for (int from = 0; from < program.code().size(); from += MOST_IN_METHOD) {
                parts.add(method + "From" + from);
                out.append(INDENT).append(method + "From" + from + "(a, labels);\n");
            }
        } else {
            for (int slot = 0; slot < program.code().size(); slot++) {
                if (targets.isTarget(slot)) {
                    String name = targets.name(slot);
                    out.append(INDENT).append("Label " + name + " = a.label(\"" + name + "\");\n");
                }
            }
            calls(program, targets, 0, program.code().size(), false);
        }
        out.append(INDENT).append("return new BpfProgram(").append(JavaNames.literal(program.name())).append(", ProgramType.")
                .append(program.type().name()).append(", ").append(JavaNames.literal(program.section()))
                .append(", a.build());\n    }\n");
        int from = 0;
        for (String part : parts) {
            out.append("\n    private static void ").append(part).append("(Assembler a, Label[] labels) {\n");
            calls(program, targets, from, Math.min(from + MOST_IN_METHOD, program.code().size()), true);
            out.append("    }\n");
            from += MOST_IN_METHOD;
        }
    }

    /** Writes the calls of the instructions that begin between two slots. */
    private void calls(BpfProgram program, JumpTargets targets, int from, int to, boolean inArray) {
        Code code = program.code();
        boolean within = from > 0 && Insn.isWide(code.word(from - 1)) && !(from > 1 && isWideBefore(code, from - 1));
        for (int slot = within ? from + 1 : from; slot < to; ) {
            if (targets.isTarget(slot)) {
                out.append(INDENT).append("a.bind(").append(label(targets, slot, inArray)).append(");\n");
            }
            out.append(INDENT).append("a.").append(call(program, slot, targets, inArray)).append(";\n").settle();
            slot += Insn.isWide(code.word(slot)) ? 2 : 1;
        }
    }

    /** Whether a slot is the second half of a wide load; asked from the start, as halves may look like wholes. */
    private static boolean isWideBefore(Code code, int wanted) {
        int slot = 0;
        while (slot < wanted) {
            slot += Insn.isWide(code.word(slot)) ? 2 : 1;
        }
        return slot != wanted;
    }

    private static String label(JumpTargets targets, int slot, boolean inArray) {
        return inArray ? "labels[" + slot + "]" : targets.name(slot);
    }

    private String call(BpfProgram program, int slot, JumpTargets targets, boolean inArray) {
        Code code = program.code();
        long insn = code.word(slot);
        boolean hasNext = slot + 1 < code.size();
        long next = hasNext ? code.word(slot + 1) : 0;
        Optional<Relocation> relocation = code.relocationAt(slot);
        if (relocation.isPresent()) {
            return "loadMap(R" + Insn.dstReg(insn) + ", " + mapNames.get(relocation.get().symbol()) + ")";
        }
        Instruction instruction = Instruction.decode(insn, next, hasNext);
        boolean whole = !(instruction instanceof Instruction.Unknown) && instruction.pack() == insn
                && !(instruction instanceof Instruction.LoadImm64 wide && wide.packSecond() != next);
        boolean jumps = Insn.hasDistance(insn);
        long target = slot + 1L + Insn.distance(insn);
        if (!whole || jumps && !targets.isTarget(target)) {
            throw new BpfException("program " + program.name() + ", instruction " + slot + ": the assembler does not make "
                    + LlvmText.of(insn, next, hasNext) + " of these bytes");
        }
        return JavaCalls.of(instruction, jumps ? label(targets, (int) target, inArray) : "");
    }
}
