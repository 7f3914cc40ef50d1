package dev.xdpasm.loader;

import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ProgInstructions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A program as the kernel holds it.
 *
 * @param xlated the instructions as the verifier left them, 8 bytes each; references to maps hold their ids, calls of helpers
 *     the distance to the kernel's function
 * @param jited the machine code of all its functions; empty if it is interpreted, or not for the caller's eyes
 * @param lines where the instructions came from, ascending; empty for a program that was loaded without line info. Linux 5.0
 * @param functions its functions, the program first; empty for a program that was loaded without types and is not compiled
 */
public record ProgramDump(byte[] xlated, byte[] jited, List<Line> lines, List<Function> functions) {
    private static final int COLUMN_BITS = 10;

    /**
     * Where an instruction and those behind it came from.
     *
     * @param slot the instruction, in slots of 8 bytes from the program's begin
     * @param file the file's name
     * @param line the line, from 1
     * @param column the column, from 1; 0 if it is not known
     * @param text the line's text, empty if it is not known
     */
    public record Line(int slot, String file, int line, int column, String text) {}

    /**
     * One of its functions.
     *
     * @param name its name in the types; empty for a program that was loaded without
     * @param slot its first instruction, in slots of 8 bytes from the program's begin; empty for a program that was loaded without
     *     types
     * @param address where its machine code stands; 0 if it is not compiled, or the address not for the caller's eyes
     * @param jitedBytes how much of {@link ProgramDump#jited} is its code, which stands there in the functions' order
     */
    public record Function(String name, OptionalInt slot, long address, int jitedBytes) {}

    /** Copies the lists. */
    public ProgramDump {
        lines = List.copyOf(lines);
        functions = List.copyOf(functions);
    }

    /**
     * {@return the instructions as the kernel writes them and {@code bpftool prog dump xlated} prints them} Maps stand there by their
     * ids, and calls by the names that {@code /proc/kallsyms} has for where they lead.
     *
     * @throws dev.xdpasm.BpfException if that file cannot be read
     */
    public String text() {
        return TranslatedText.of(this);
    }

    static ProgramDump of(Fd program) {
        ProgInstructions[] read = new ProgInstructions[1];
        program.use(fd -> {
            read[0] = ProgInstructions.read(fd);
            return 0;
        });
        ProgInstructions found = read[0];
        if (found.errno() != 0) {
            throw Refusal.bpf(
                    program.what() + " could not be dumped", BpfCommand.BPF_OBJ_GET_INFO_BY_FD, -found.errno());
        }
        return new ProgramDump(found.xlated(), found.jited(), lines(found), functions(found));
    }

    private static List<Function> functions(ProgInstructions found) {
        int[] known = found.funcInfo();
        int count = Math.max(known.length / ProgInstructions.FUNCTION_WORDS, found.lengths().length);
        Optional<BtfIndex> types =
                known.length == 0 ? Optional.empty() : Optional.of(BtfIndex.of(BpfBtfInfo.byId(found.btfId()).bytes()));
        List<Function> functions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = i * ProgInstructions.FUNCTION_WORDS;
            functions.add(new Function(
                    at < known.length ? types.orElseThrow().type(known[at + 1]).name() : "",
                    at < known.length ? OptionalInt.of(known[at]) : OptionalInt.empty(),
                    i < found.addresses().length ? found.addresses()[i] : 0,
                    i < found.lengths().length ? found.lengths()[i] : 0));
        }
        return functions;
    }

    private static List<Line> lines(ProgInstructions found) {
        if (found.lineInfo().length == 0 || found.btfId() == 0) {
            return List.of();
        }
        BpfBtfInfo btf = BpfBtfInfo.byId(found.btfId());
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < found.lineInfo().length; i += ProgInstructions.LINE_WORDS) {
            int place = found.lineInfo()[i + 3];
            Optional<String> file = btf.string(found.lineInfo()[i + 1]);
            lines.add(new Line(
                    found.lineInfo()[i],
                    file.orElse(""),
                    place >>> COLUMN_BITS,
                    place & (1 << COLUMN_BITS) - 1,
                    btf.string(found.lineInfo()[i + 2]).orElse("").strip()));
        }
        return lines;
    }
}
