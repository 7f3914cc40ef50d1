package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ProgInstructions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program as the kernel holds it.
 *
 * @param xlated the instructions as the verifier left them, 8 bytes each; references to maps hold their ids, calls of helpers
 *     the distance to the kernel's function
 * @param jited the machine code of all its functions; empty if it is interpreted, or not for the caller's eyes
 * @param lines where the instructions came from, ascending; empty for a program that was loaded without line info. Linux 5.0
 */
public record ProgramDump(byte[] xlated, byte[] jited, List<Line> lines) {
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

    /** Copies the list. */
    public ProgramDump {
        lines = List.copyOf(lines);
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
        return new ProgramDump(found.xlated(), found.jited(), lines(found));
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
