package dev.xdpasm.loader;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfWriter;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.loader.sys.BtfCalls;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ProgramCalls.Instructions;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.LinkedProgram;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object's types in the kernel (BPF_BTF_LOAD), and with their names what is known about the instructions of its programs:
 * their functions and source lines, which the verifier's log and bpftool then print.
 */
final class LoadedTypes implements AutoCloseable {
    private static final int LOG_BYTES = 1 << 16;

    /** Where {@code struct btf_ext_header} says how long it is, and where its records are. */
    private static final int HEADER_LENGTH = 4;

    private static final int FUNCTIONS = 8;
    private static final int LINES = 16;

    private final @Nullable Fd fd;
    private final List<byte[]> functions;
    private final List<byte[]> lines;

    private LoadedTypes(@Nullable Fd fd, List<byte[]> functions, List<byte[]> lines) {
        this.fd = fd;
        this.functions = functions;
        this.lines = lines;
    }

    /**
     * Loads the types of an object. Types that the kernel refuses are left out, with a note, as programs can do without.
     *
     * @param programs its programs, in the order in which they are asked for later
     */
    static LoadedTypes load(BpfObject object, List<LinkedProgram> programs, Omissions omissions) {
        if (object.btf().types().isEmpty() || omissions.lacks(LoadFeature.BTF)) {
            return none(programs.size());
        }
        Btf btf = AcceptedTypes.of(object, omissions);
        BtfExt instructions =
                omissions.lacks(LoadFeature.BTF_FUNC) ? new BtfExt(List.of(), List.of()) : instructions(programs);
        BtfWriter.Sections sections = BtfWriter.write(btf, instructions);
        long answer = BtfCalls.load(sections.btf(), omissions.tokenFd());
        if (answer < 0) {
            String why = BtfCalls.load(sections.btf(), omissions.tokenFd(), LOG_BYTES).log().lines().reduce((a, b) -> b).orElse("");
            omissions.note("the types of the object were left out, as the kernel refuses them"
                    + (why.isEmpty() ? "" : ": " + why));
            return none(programs.size());
        }
        Fd fd = new Fd((int) answer, "types of " + (object.name().isEmpty() ? "the object" : object.name()));
        ByteBuffer ext = ByteBuffer.wrap(sections.ext()).order(ByteOrder.LITTLE_ENDIAN);
        List<String> withFunctions = instructions.functions().stream().map(BtfExt.FuncInfo::section).distinct().toList();
        List<String> withLines = instructions.lines().stream().map(BtfExt.LineInfo::section).distinct().toList();
        return new LoadedTypes(
                fd,
                records(ext, FUNCTIONS, withFunctions, programs.size()),
                records(ext, LINES, withLines, programs.size()));
    }

    private static LoadedTypes none(int programs) {
        List<byte[]> nothing = Collections.nCopies(programs, new byte[0]);
        return new LoadedTypes(null, nothing, nothing);
    }

    /** {@return the descriptor of the types, 0 if there are none} */
    int number() {
        return fd == null ? 0 : (int) fd.use(number -> number);
    }

    /** {@return what is known about the instructions of the program of that index} */
    Instructions instructions(int program) {
        return new Instructions(number(), functions.get(program), lines.get(program));
    }

    /** Closes the descriptor; programs and maps keep the types. */
    @Override
    public void close() {
        Optional.ofNullable(fd).ifPresent(Fd::close);
    }

    /** As the kernel counts instructions in slots, offsets are slots here; each program has a section of its number. */
    private static BtfExt instructions(List<LinkedProgram> programs) {
        List<BtfExt.FuncInfo> functions = new ArrayList<>();
        List<BtfExt.LineInfo> lines = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            LinkedProgram program = programs.get(i);
            String section = Integer.toString(i);
            // the kernel wants all functions of a program or none
            boolean known = program.parts().stream().allMatch(part -> part.function().funcType() != 0);
            if (known && !callsWithin(program)) {
                program.parts().forEach(part ->
                        functions.add(new BtfExt.FuncInfo(section, part.slot(), part.function().funcType())));
                addLines(lines, section, program);
            }
        }
        return new BtfExt(functions, lines);
    }

    /** Whether there are functions that only a call tells: a place within a program, which has no name and no type. */
    private static boolean callsWithin(LinkedProgram program) {
        Code code = program.code();
        for (int slot = 0; slot < code.size(); slot++) {
            long insn = code.word(slot);
            boolean call = Insn.code(insn) == Opcode.CALL && Insn.srcReg(insn) == Opcode.BPF_PSEUDO_CALL;
            boolean address = Insn.isWide(insn) && Insn.srcReg(insn) == Opcode.BPF_PSEUDO_FUNC;
            if ((call || address) && code.relocationAt(slot).isEmpty()) {
                int target = slot + 1 + Insn.imm(insn);
                if (program.parts().stream().noneMatch(part -> part.slot() == target)) {
                    return true;
                }
            }
            slot += Insn.isWide(insn) ? 1 : 0;
        }
        return false;
    }

    /** The kernel wants a line at the start of each function, if there are any. */
    private static void addLines(List<BtfExt.LineInfo> lines, String section, LinkedProgram program) {
        Code code = program.code();
        LineTable table = code.lines();
        if (table.size() == 0) {
            return;
        }
        int part = 0;
        for (int i = 0; i < table.size(); i++) {
            int slot = table.slot(i);
            for (; part < program.parts().size() && program.parts().get(part).slot() <= slot; part++) {
                int start = program.parts().get(part).slot();
                if (start < slot) {
                    lines.add(new BtfExt.LineInfo(section, start, "", 0, 0));
                }
            }
            lines.add(line(section, slot, table, i));
        }
        for (; part < program.parts().size(); part++) {
            lines.add(new BtfExt.LineInfo(section, program.parts().get(part).slot(), "", 0, 0));
        }
    }

    private static BtfExt.LineInfo line(String section, int slot, LineTable table, int i) {
        return table.line(i)
                .map(known -> table.text(i).isEmpty()
                        ? new BtfExt.LineInfo(section, slot, known.file(), known.line(), known.column())
                        : new BtfExt.LineInfo(section, slot, known.file(), table.text(i), known.line(), known.column()))
                .orElseGet(() -> new BtfExt.LineInfo(section, slot, "", 0, 0));
    }

    /** Takes the records of one kind apart into those of each program; the sections stand in the order of their numbers. */
    private static List<byte[]> records(ByteBuffer ext, int field, List<String> sections, int programs) {
        List<byte[]> all = new ArrayList<>(Collections.nCopies(programs, new byte[0]));
        int at = ext.getInt(HEADER_LENGTH) + ext.getInt(field);
        int recordBytes = sections.isEmpty() ? 0 : ext.getInt(at);
        at += Integer.BYTES;
        for (String section : sections) {
            // the section's name and how many records it has
            byte[] records = new byte[ext.getInt(at + Integer.BYTES) * recordBytes];
            ext.get(at + 2 * Integer.BYTES, records);
            all.set(Integer.parseInt(section), records);
            at += 2 * Integer.BYTES + records.length;
        }
        return all;
    }
}
