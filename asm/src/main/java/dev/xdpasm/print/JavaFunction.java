package dev.xdpasm.print;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Register;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.BpfFunction;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.Subprogram;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The method that makes a function with the {@code Assembler}. Of more instructions than Java takes in a method each part has a class
 * of its own, as a class can name no more than 65535 constants either.
 */
final class JavaFunction {
    /** Instructions of a method: Java allows 64 KiB of bytecode, of which a call takes 20 bytes or so. */
    private static final int MOST_IN_METHOD = 1000;

    private static final String INDENT = "        ";

    private final BpfFunction function;
    private final Code code;
    private final String method;
    private final JavaData data;
    private final Btf types;
    private final TextBuffer out;
    private final JumpTargets targets;
    private final boolean parted;
    private String indent = INDENT;
    private final boolean hasCore;

    /** Those that are still to be written, by the byte of the instruction. */
    private final Map<Integer, BtfExt.CoreRelocation> coreRelocations = new TreeMap<>();

    /** Begins a function, of which {@code method} is the name in Java. */
    JavaFunction(BpfFunction function, String method, JavaData data, Btf types, TextBuffer out) {
        this.function = function;
        this.code = function.code();
        this.method = method;
        this.data = data;
        this.types = types;
        this.out = out;
        targets = JumpTargets.of(code);
        parted = code.size() > MOST_IN_METHOD;
        hasCore = !function.coreRelocations().isEmpty();
        function.coreRelocations().forEach(relocation -> coreRelocations.put(relocation.offset(), relocation));
    }

    /**
     * Appends it.
     *
     * @throws BpfException if it is not as the assembler makes functions
     */
    void print() {
        String type = function instanceof BpfProgram ? "BpfProgram" : "Subprogram";
        out.append("\n    private static ").append(type).append(' ').append(method).append("() {\n");
        line("Assembler a = new Assembler(IsaLevel.V4);");
        if (hasCore) {
            line("List<BtfExt.CoreRelocation> core = new ArrayList<>();");
        }
        if (parted) {
            line("Label[] labels = new Label[" + code.size() + "];");
            line("for (int i = 0; i < labels.length; i++) {");
            line("    labels[i] = a.label(\"L\" + i);");
            line("}");
            for (int from = 0; from < code.size(); from += MOST_IN_METHOD) {
                line(method + "From" + from + ".calls(a, labels" + (hasCore ? ", core" : "") + ");");
            }
        } else {
            for (int slot = 0; slot < code.size(); slot++) {
                if (targets.isTarget(slot)) {
                    line("Label " + targets.name(slot) + " = a.label(\"" + targets.name(slot) + "\");");
                }
            }
            calls(0, code.size());
        }
        line("return " + whole() + ";");
        out.append("    }\n");
        for (int from = 0; parted && from < code.size(); from += MOST_IN_METHOD) {
            part(from);
        }
        requireEnd();
        requireAllCore();
    }

    private void part(int from) {
        out.append("\n    private static final class ").append(method + "From" + from).append(" {\n");
        out.append(INDENT).append("static void calls(Assembler a, Label[] labels");
        out.append(hasCore ? ", List<BtfExt.CoreRelocation> core) {\n" : ") {\n");
        indent = INDENT + "    ";
        calls(from, Math.min(from + MOST_IN_METHOD, code.size()));
        indent = INDENT;
        line("}");
        out.append("    }\n");
    }

    private void line(String text) {
        out.append(indent).append(text).append('\n');
    }

    /** The expression of the function, once its code is there. */
    private String whole() {
        String name = JavaNames.literal(function.name());
        String section = JavaNames.literal(function.section());
        String core = hasCore ? "core" : "List.of()";
        if (function instanceof Subprogram subprogram) {
            boolean plain = subprogram.section().equals(Subprogram.SECTION) && subprogram.binding() == Binding.LOCAL;
            return plain
                    ? "Subprogram.of(" + name + ", a.build())" + withTypes()
                    : "new Subprogram(" + name + ", " + section + ", " + JavaValues.of(subprogram.binding()) + ", a.build(), "
                            + function.funcType() + ", " + core + ")";
        }
        BpfProgram program = (BpfProgram) function;
        boolean said = new BpfProgram(program.name(), program.type(), program.section(), code).kind().equals(program.kind());
        return "new BpfProgram(" + name + ", "
                + (said ? JavaValues.of(program.type()) + ", " + section : section + ", " + JavaValues.of(program.kind()))
                + ", a.build())" + withTypes();
    }

    private String withTypes() {
        return hasCore ? ".withTypes(" + function.funcType() + ", core)"
                : function.funcType() != 0 ? ".withFuncType(" + function.funcType() + ")" : "";
    }

    /** Writes the calls of the instructions that begin between two slots. */
    private void calls(int from, int to) {
        boolean within = from > 0 && Insn.isWide(code.word(from - 1)) && !(from > 1 && isSecondHalf(from - 1));
        for (int slot = within ? from + 1 : from; slot < to; ) {
            if (targets.isTarget(slot)) {
                line("a.bind(" + label(slot) + ");");
            }
            Optional.ofNullable(coreRelocations.remove(slot * Insn.BYTES)).ifPresent(this::core);
            line("a." + call(slot) + ";");
            slot += Insn.isWide(code.word(slot)) ? 2 : 1;
        }
    }

    /** Whether a slot is the second half of a wide load; asked from the start, as halves may look like wholes. */
    private boolean isSecondHalf(int wanted) {
        int slot = 0;
        while (slot < wanted) {
            slot += Insn.isWide(code.word(slot)) ? 2 : 1;
        }
        return slot != wanted;
    }

    private void core(BtfExt.CoreRelocation relocation) {
        line("// " + JavaNames.comment(CoreRelocationText.of(types, relocation)));
        line("core.add(new BtfExt.CoreRelocation(" + JavaNames.literal(relocation.section()) + ", a.size() * Insn.BYTES, "
                + relocation.type() + ", " + JavaNames.literal(relocation.access()) + ", " + JavaValues.of(relocation.kind()) + "));");
    }

    private String label(int slot) {
        return parted ? "labels[" + slot + "]" : targets.name(slot);
    }

    private String call(int slot) {
        long insn = code.word(slot);
        boolean hasNext = slot + 1 < code.size();
        long next = hasNext ? code.word(slot + 1) : 0;
        Optional<Relocation> relocation = code.relocationAt(slot);
        if (relocation.isPresent()) {
            return named(slot, relocation.get(), insn, next);
        }
        Instruction instruction = Instruction.decode(insn, next, hasNext);
        boolean whole = !(instruction instanceof Instruction.Unknown) && instruction.pack() == insn && Checks.isRight(insn)
                && !(instruction instanceof Instruction.LoadImm64 wide && wide.packSecond() != next);
        boolean jumps = Insn.hasDistance(insn);
        long target = slot + 1L + Insn.distance(insn);
        if (!whole || jumps && !targets.isTarget(target)) {
            throw refusal(slot, insn, next);
        }
        return JavaCalls.of(instruction, jumps ? label((int) target) : "");
    }

    /** The call for an instruction that refers to something by its name; there is one as long as it holds nothing else. */
    private String named(int slot, Relocation relocation, long insn, long next) {
        if (Insn.isWide(insn)) {
            int offset = relocation.kind() == Relocation.Kind.MAP_VALUE ? Insn.imm(next) : 0;
            boolean plain = insn == Insn.pack(Opcode.LDDW, Insn.dstReg(insn), 0, (short) 0, 0) && Checks.isRight(insn)
                    && offset >= 0 && next == Insn.withImm(0, offset);
            if (plain) {
                return data.load(relocation, Register.of(Insn.dstReg(insn)).name(), offset);
            }
        } else if (insn == Insn.pack(Opcode.CALL, 0, Opcode.BPF_PSEUDO_CALL, (short) 0, -1)) {
            return data.call(relocation);
        }
        throw refusal(slot, insn, next);
    }

    /** What a compiler knows never to return may have nothing behind it; the kernel does not take it either. */
    private void requireEnd() {
        int last = code.size() - 1;
        if (last < 0 || !Opcode.neverFallsThrough(Insn.code(code.word(last))) || isSecondHalf(last)) {
            throw new BpfException(role() + ": the assembler makes no function whose last instruction is not exit or a jump");
        }
    }

    private void requireAllCore() {
        coreRelocations.keySet().stream().findFirst().ifPresent(offset -> {
            throw new BpfException(role() + ": a CO-RE relocation at byte " + offset + ", expected the start of an instruction");
        });
    }

    private BpfException refusal(int slot, long insn, long next) {
        return new BpfException(role() + ", instruction " + slot + ": the assembler does not make "
                + LlvmText.of(insn, next, slot + 1 < code.size()) + " of these bytes");
    }

    private String role() {
        return (function instanceof BpfProgram ? "program " : "function ") + function.name();
    }
}
