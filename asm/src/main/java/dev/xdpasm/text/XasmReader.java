package dev.xdpasm.text;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.elf.RelocatableWriter;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.BpfObject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .xasm} text, and the assembly text of compilers, in one pass.
 *
 * <p>Statements end with a line or a semicolon; comments are {@code #}, {@code //} and {@code /* *}{@code /}. Each statement
 * is of any dialect: LLVM's ({@code r0 = 2}), mnemonics ({@code mov r0, 2}) or the kernel's ({@code (b7) r0 = 2}).
 * {@code NAME:} is a label of the program it stands in.
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
 * <p>A text with directives of llvm-mc ({@code .section}, {@code .globl}, {@code .long}), as compilers write it, describes a
 * relocatable file instead: names are symbols there, and what comes out is the file that llvm-mc 19 makes of it.
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
    /** The names of directives in a text; those in comments are as good, since it is looked at only where an error is made. */
    private static final String DIRECTIVE = "(?:^|[;:])[ \\t]*(\\.[a-z][a-z0-9_]*)";

    private final Cursor cursor;
    private final @Nullable RelocatableDraft file;
    private final @Nullable SectionCode sections;
    private final ObjectDraft object;
    private final Constants constants = new Constants();
    private final LocalLabels localLabels;
    private final Operands operands;
    private final PlainStatements plain;
    private final LlvmStatements llvm;
    private final MnemonicStatements mnemonics;
    private final KernelStatements kernel;
    private final UnsaidFields unsaid;
    private final Directives directives;
    private final @Nullable LlvmDirectives llvmDirectives;
    private final QuotedText quoted;

    /** Whether a directive was met that only the text of a relocatable file can have. */
    private boolean needsSections;

    private XasmReader(Cursor cursor, IsaLevel level, boolean relocatable) {
        this.cursor = cursor;
        quoted = new QuotedText(cursor);
        localLabels = new LocalLabels(cursor);
        object = new ObjectDraft(cursor, programName(cursor.file()), level);
        file = relocatable ? new RelocatableDraft(cursor) : null;
        sections = file == null ? null : new SectionCode(cursor, file, level);
        Expression expression = new Expression(cursor, constants, localLabels, file);
        operands = new Operands(cursor, expression);
        Target target = new Target(cursor, operands, constants, localLabels, file);
        plain = new PlainStatements(cursor, target, level);
        MemoryOperand memory = new MemoryOperand(cursor, operands);
        LlvmAtomics atomics = new LlvmAtomics(cursor, operands, memory);
        LlvmSources sources = new LlvmSources(cursor, operands, memory, atomics, constants, sections);
        llvm = new LlvmStatements(cursor, operands, memory, target, sources, sections);
        mnemonics = new MnemonicStatements(cursor, operands, target, llvm, sources, atomics);
        kernel = new KernelStatements(
                cursor, operands, memory, sources, new KernelAtomics(cursor, operands, memory, atomics));
        unsaid = new UnsaidFields(cursor, operands);
        directives = new Directives(
                cursor, operands, new ConstantDirectives(cursor, operands, expression, constants), object);
        llvmDirectives = file == null ? null : new LlvmDirectives(cursor, operands, expression, constants, file);
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
        return assemble(fileName, text, level).object();
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

    /**
     * {@return what a text describes: programs and maps, or a relocatable file}
     *
     * @param fileName the name that errors and source lines carry, and that names a program without {@code .program}
     * @param level the highest level of instructions that is taken
     * @throws AssemblyException at the first thing that is wrong, with its line and column
     */
    public static AssembledText assemble(String fileName, String text, IsaLevel level) {
        XasmReader reader = new XasmReader(new Cursor(fileName, text), level, false);
        try {
            reader.readStatements();
            if (!reader.needsSections) {
                return AssembledText.of(fileName, reader.object.finish());
            }
        } catch (AssemblyException e) {
            if (reader.directives.describesPrograms() || !mentionsSections(text)) {
                throw e;
            }
            // it is no text for people: symbols and sections may make right of what was wrong
        }
        return new XasmReader(new Cursor(reader.cursor), level, true).readFile(fileName);
    }

    private static boolean mentionsSections(String text) {
        return Pattern.compile(DIRECTIVE, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .anyMatch(name -> LlvmDirectives.isOne(name) && !Directives.isOne(name));
    }

    private AssembledText readFile(String fileName) {
        readStatements();
        return AssembledText.ofFile(
                fileName, RelocatableWriter.write(Objects.requireNonNull(file).finish()));
    }

    private void readStatements() {
        while (!cursor.atEnd()) {
            if (plain.begins()) {
                plain.add(code(cursor.at));
            } else {
                statement();
            }
            if (!cursor.acceptLineEnd()) {
                endStatement();
            }
        }
    }

    private void endStatement() {
        if (cursor.peek() == '#') {
            if (sections != null) {
                throw cursor.error(cursor.at, "fields are said of a program's instructions only, expected .program");
            }
            unsaid.read(object.program(cursor.at));
        }
        if (!cursor.acceptStatementEnd()) {
            throw cursor.expected("the end of the line or ';'");
        }
    }

    private void statement() {
        while (true) {
            char c = cursor.peek();
            if (cursor.isStatementEnd(c)) {
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
            if (kernel.begins()) {
                kernel.read(begin(from));
                return;
            }
            if (!Cursor.startsName(c)) {
                labelOrNothing(c, from);
                continue;
            }
            int to = cursor.skipName();
            if (!cursor.accept(':')) {
                word(c, from, to);
                return;
            }
            bind(from, to);
        }
    }

    /** A label that is a number, or in quotes. */
    private void labelOrNothing(char first, int from) {
        if (first >= '0' && first <= '9') {
            code(from).bind(localLabels.label(), from);
        } else if (first == '"' && file != null) {
            SymbolDraft symbol = file.symbol(quoted.name("a label"), from);
            cursor.expect(':');
            file.define(symbol, from);
        } else {
            throw cursor.expected("an instruction, a label or a directive");
        }
    }

    private void bind(int from, int to) {
        int hash = NameTable.hash(cursor.text(), from, to);
        if (file == null && constants.get(cursor.text(), from, to, hash) != null) {
            throw cursor.error(from, "'" + cursor.string(from, to) + "' is a constant, expected another name for a label");
        }
        code(from).bind(from, to, hash);
    }

    /** A statement that begins with a name. */
    private void word(char first, int from, int to) {
        if (first == '.') {
            directive(from, to);
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

    private void directive(int from, int to) {
        if (llvmDirectives != null) {
            if (!llvmDirectives.read(from, to)) {
                directives.readAmongSections(from, to);
            }
            return;
        }
        String name = cursor.string(from, to);
        if (Directives.isOne(name) || !LlvmDirectives.isOne(name)) {
            directives.read(from, name);
            return;
        }
        directives.requireNoPrograms(from, name);
        needsSections = true;
        cursor.skipAll();
    }

    private CodeDraft begin(int place) {
        CodeDraft code = code(place);
        code.beginStatement(place);
        return code;
    }

    private CodeDraft code(int place) {
        return sections != null ? sections : object.program(place);
    }

    private static String programName(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        char[] stem = name.substring(0, dot > 0 ? dot : name.length()).toCharArray();
        for (int i = 0; i < stem.length; i++) {
            stem[i] = stem[i] < 0x80 && Character.isLetterOrDigit(stem[i]) ? stem[i] : '_';
        }
        String identifier = new String(stem);
        return identifier.isEmpty() || Character.isDigit(identifier.charAt(0)) ? "_" + identifier : identifier;
    }
}
