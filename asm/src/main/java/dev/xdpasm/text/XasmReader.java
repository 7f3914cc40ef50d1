package dev.xdpasm.text;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.BpfObject;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads {@code .xasm} text into an object, in one pass; resolves jumps and nothing else.
 *
 * <p>Statements end with a line or a semicolon; comments are {@code #}, {@code //} and {@code /* *}{@code /}. Each statement
 * is of either dialect: LLVM's ({@code r0 = 2}) or mnemonics ({@code mov r0, 2}). {@code NAME:} is a label of the
 * program it stands in.
 *
 * <pre>
 * .const PORT = 443                                     a name for a number
 * .map blocked hash key=4 value=8 max_entries=1024      a map, sizes in bytes
 * .license GPL
 * .program xdp firewall                                 begins a program
 *   r2 = *(u32 *)(r1 + xdp_md.data)
 *   r1 = map blocked
 *   call bpf_map_lookup_elem
 *   if r0 == 0 goto pass
 * pass:
 *   r0 = XDP_PASS
 *   exit
 * </pre>
 *
 * <p>What is not said: without {@code .program} the text is one XDP program, named as the file without directories and
 * extension, with {@code _} for what a name cannot hold; without {@code .license} the license is GPL; an attribute of a
 * map that is left out is 0. Names of the kernel's uapi ({@code XDP_DROP}, {@code ETH_P_IP}, {@code IPPROTO_UDP}) are known
 * as constants, {@code be16(443)} is a constant in network order. Maps may be used before they are declared, constants not.
 *
 * <p>An immediate is -2^31 to 2^31-1; up to 2^32-1 where the operation is 32 bits wide or the number is written in
 * hexadecimal, octal or binary, as its 32 bits. Whatever does not fit is refused, where llvm-mc cuts it to size.
 */
public final class XasmReader {
    private final Cursor cursor;
    private final ObjectDraft object;
    private final Constants constants = new Constants();
    private final Operands operands;
    private final LlvmStatements llvm;
    private final MnemonicStatements mnemonics;
    private final Directives directives;

    private XasmReader(String fileName, String text, IsaLevel level) {
        cursor = new Cursor(fileName, text);
        object = new ObjectDraft(cursor, programName(fileName), level);
        Expression expression = new Expression(cursor, constants);
        operands = new Operands(cursor, expression);
        Target target = new Target(cursor, operands, constants);
        LlvmSources sources = new LlvmSources(cursor, operands, constants, object);
        llvm = new LlvmStatements(cursor, operands, target, sources);
        mnemonics = new MnemonicStatements(cursor, operands, target, llvm, sources);
        directives = new Directives(cursor, operands, expression, constants, object);
    }

    /**
     * {@return the object that a text describes}
     *
     * @param fileName the name that errors and source lines carry, and that names a program without {@code .program}
     * @throws AssemblyException at the first thing that is wrong, with its line and column
     */
    public static BpfObject read(String fileName, String text) {
        return read(fileName, text, IsaLevel.V4);
    }

    /**
     * {@return the object that a text describes, of instructions of a level; without one all are taken, as llvm-mc does}
     *
     * @param fileName the name that errors and source lines carry, and that names a program without {@code .program}
     * @throws AssemblyException at the first thing that is wrong, with its line and column
     */
    public static BpfObject read(String fileName, String text, IsaLevel level) {
        return new XasmReader(fileName, text, level).read();
    }

    /**
     * {@return the object that a file describes, which must be UTF-8}
     *
     * @throws AssemblyException at the first thing that is wrong, with its line and column
     * @throws BpfException if the file cannot be read, in one line that says why
     */
    public static BpfObject read(Path file) {
        return read(file.toString(), InputFile.text(file.toString(), InputFile.bytes(file)));
    }

    private BpfObject read() {
        while (!cursor.atEnd()) {
            statement();
            if (!cursor.acceptStatementEnd()) {
                throw cursor.expected("the end of the line or ';'");
            }
        }
        return object.finish();
    }

    private void statement() {
        while (true) {
            char c = cursor.peek();
            if (cursor.atStatementEnd()) {
                return;
            }
            int from = cursor.at;
            cursor.mark();
            if (c == '*') {
                llvm.store(begin(from));
                return;
            }
            int dst = operands.tryRegisterAnyCase();
            if (dst >= 0) {
                llvm.assignment(begin(from), dst, from);
                return;
            }
            if (!Cursor.startsName(c)) {
                throw cursor.expected("an instruction, a label or a directive");
            }
            int to = cursor.skipName();
            if (!cursor.accept(':')) {
                word(c, from, to);
                return;
            }
            bind(from, to);
        }
    }

    private void bind(int from, int to) {
        if (constants.get(cursor.text(), from, to) != null) {
            throw cursor.error(from, "'" + cursor.string(from, to) + "' is a constant, expected another name for a label");
        }
        object.program(from).bind(from, to);
    }

    /** A statement that begins with a name. */
    private void word(char first, int from, int to) {
        if (first == '.') {
            directives.read(from, to);
            return;
        }
        Mnemonic word = Mnemonic.of(cursor.text(), from, to);
        if (word == null) {
            // capitals are rare, so that they may cost an object
            String name = cursor.string(from, to);
            word = Mnemonic.of(name.toLowerCase(Locale.ROOT));
            if (word == null) {
                throw cursor.error(from, "unknown instruction '" + name + "', expected one such as r0 = 2 or mov r0, 2"
                        + NearMiss.hint(name, Mnemonic.names()));
            }
        }
        mnemonics.read(begin(from), word);
    }

    private ProgramDraft begin(int place) {
        ProgramDraft program = object.program(place);
        program.beginStatement(place);
        return program;
    }

    private static String programName(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9_]", "_");
        return stem.isEmpty() ? "_" : Character.isDigit(stem.charAt(0)) ? "_" + stem : stem;
    }
}
