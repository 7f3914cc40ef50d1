package dev.xdpasm.text;

import dev.xdpasm.elf.Elf;
import dev.xdpasm.elf.Leb128;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The line table that debuggers read, {@code .debug_line}: what {@code .file} and {@code .loc} said of the code, in the bytes
 * that llvm-mc 19 makes of it (DWARF 5, section 6.2; DWARF 4 where no {@code .file 0} stands). The kernel's own lines are in
 * {@code .BTF.ext}, which compilers write as data.
 */
final class LineDraft {
    /** A source file of the table. */
    private record Source(String name, int directory, byte @Nullable [] md5) {}

    /** A row of the table: code from here on comes from this line. */
    private record Row(long offset, int file, int line, int column, int flags, int discriminator) {}

    static final int IS_STMT = 1;
    static final int BASIC_BLOCK = 2;
    static final int PROLOGUE_END = 4;
    static final int EPILOGUE_BEGIN = 8;

    private static final int MD5_BYTES = 16;
    private static final int MIN_INSTRUCTION_BYTES = 8;
    private static final int LINE_BASE = -5;
    private static final int LINE_RANGE = 14;
    private static final int OPCODE_BASE = 13;
    private static final byte[] OPERANDS_OF_OPCODES = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};

    /** The most instructions that an opcode of one byte goes on by. */
    private static final int FARTHEST = (255 - OPCODE_BASE) / LINE_RANGE;

    private static final int DW_LNS_COPY = 1;
    private static final int DW_LNS_ADVANCE_PC = 2;
    private static final int DW_LNS_ADVANCE_LINE = 3;
    private static final int DW_LNS_SET_FILE = 4;
    private static final int DW_LNS_SET_COLUMN = 5;
    private static final int DW_LNS_NEGATE_STMT = 6;
    private static final int DW_LNS_SET_BASIC_BLOCK = 7;
    private static final int DW_LNS_CONST_ADD_PC = 8;
    private static final int DW_LNS_SET_PROLOGUE_END = 10;
    private static final int DW_LNS_SET_EPILOGUE_BEGIN = 11;
    private static final int DW_LNE_END_SEQUENCE = 1;
    private static final int DW_LNE_SET_ADDRESS = 2;
    private static final int DW_LNE_SET_DISCRIMINATOR = 4;

    private static final int DW_LNCT_PATH = 1;
    private static final int DW_LNCT_DIRECTORY_INDEX = 2;
    private static final int DW_LNCT_MD5 = 5;
    private static final int DW_FORM_UDATA = 0x0f;
    private static final int DW_FORM_DATA16 = 0x1e;
    private static final int DW_FORM_LINE_STRP = 0x1f;

    private final RelocatableDraft file;
    private final List<@Nullable Source> sources = new ArrayList<>();
    private final Map<String, Integer> directories = new LinkedHashMap<>();
    private final Map<SectionDraft, List<Row>> rows = new LinkedHashMap<>();
    private final Map<String, Integer> stringOffsets = new LinkedHashMap<>();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private @Nullable Source root;
    private String rootDirectory = "";
    private boolean someMd5;
    private boolean allMd5 = true;

    private boolean seen;
    private int fileNumber;
    private int line;
    private int column;
    private int flags = IS_STMT;
    private int discriminator;

    LineDraft(RelocatableDraft file) {
        this.file = file;
    }

    /** Whether statements of {@code .loc} stay what they were: starts of statements. */
    boolean isStatement() {
        return (flags & IS_STMT) != 0;
    }

    /** {@code .file 0}: the directory and name of what was compiled. */
    void setRoot(String directory, String name, byte @Nullable [] md5) {
        rootDirectory = directory;
        root = new Source(name, 0, md5);
        noteMd5(md5);
    }

    /** {@code .file N}; {@return whether that number was still free} */
    boolean addSource(int number, String directory, String name, byte @Nullable [] md5) {
        while (sources.size() <= number) {
            sources.add(null);
        }
        if (sources.get(number) != null) {
            return false;
        }
        String in = directory.equals(rootDirectory) ? "" : directory;
        String base = name;
        int slash = name.lastIndexOf('/');
        if (in.isEmpty() && slash > 0 && slash + 1 < name.length()) {
            in = name.substring(0, slash);
            base = name.substring(slash + 1);
        }
        int index = 0;
        if (!in.isEmpty()) {
            directories.putIfAbsent(in, directories.size() + 1);
            index = directories.getOrDefault(in, 0);
        }
        sources.set(number, new Source(base, index, md5));
        noteMd5(md5);
        return true;
    }

    /** Whether a source has that number. */
    boolean hasSource(int number) {
        return number == 0 ? root != null : number < sources.size() && sources.get(number) != null;
    }

    /** {@code .loc}: where the next code comes from. */
    void locate(int number, int newLine, int newColumn, int newFlags, int newDiscriminator) {
        flush();
        fileNumber = number;
        line = newLine;
        column = newColumn;
        flags = newFlags;
        discriminator = newDiscriminator;
        seen = true;
    }

    /** Code or data comes next. */
    void flush() {
        if (seen) {
            seen = false;
            rows.computeIfAbsent(file.current(), section -> new ArrayList<>())
                    .add(new Row(file.current().size(), fileNumber, line, column, flags, discriminator));
        }
    }

    /** Another section comes next. */
    void forget() {
        seen = false;
    }

    private void noteMd5(byte @Nullable [] md5) {
        someMd5 |= md5 != null;
        allMd5 &= md5 != null;
    }

    /** Writes the table, if there is something to say. */
    void finish() {
        if (root == null && sources.isEmpty()) {
            return;
        }
        SectionDraft table = file.section(".debug_line", Elf.SHT_PROGBITS, 0, 0, 0);
        file.enter(table);
        SectionDraft names =
                file.section(".debug_line_str", Elf.SHT_PROGBITS, Elf.SHF_MERGE | Elf.SHF_STRINGS, 1, 0);
        int start = (int) table.size();
        header(table, names);
        rows.forEach((section, known) -> sequence(table, section, known));
        table.put(start, table.size() - start - Integer.BYTES, Integer.BYTES);
        if (strings.size() > 0) {
            file.enter(names);
            names.append(strings.toByteArray());
        }
    }

    private void header(SectionDraft table, SectionDraft names) {
        table.append(0, Integer.BYTES);
        table.append(root != null ? 5 : 4, Short.BYTES);
        if (root != null) {
            table.append(Long.BYTES, 1);
            table.append(0, 1);
        }
        int lengthAt = (int) table.size();
        table.append(0, Integer.BYTES);
        table.append(MIN_INSTRUCTION_BYTES, 1);
        table.append(1, 1);
        table.append(1, 1);
        table.append(LINE_BASE, 1);
        table.append(LINE_RANGE, 1);
        table.append(OPCODE_BASE, 1);
        table.append(OPERANDS_OF_OPCODES);
        if (root != null) {
            sources(table, names, root);
        } else {
            sourcesOfVersion4(table);
        }
        table.put(lengthAt, table.size() - lengthAt - Integer.BYTES, Integer.BYTES);
    }

    private void sources(SectionDraft table, SectionDraft names, Source first) {
        table.append(new byte[] {1, DW_LNCT_PATH, DW_FORM_LINE_STRP});
        unsigned(table, directories.size() + 1L);
        string(table, names, rootDirectory);
        directories.keySet().forEach(directory -> string(table, names, directory));
        boolean md5 = someMd5 && allMd5;
        table.append(md5 ? 3 : 2, 1);
        table.append(new byte[] {DW_LNCT_PATH, DW_FORM_LINE_STRP, DW_LNCT_DIRECTORY_INDEX, DW_FORM_UDATA});
        if (md5) {
            table.append(new byte[] {DW_LNCT_MD5, DW_FORM_DATA16});
        }
        unsigned(table, Math.max(1, sources.size()));
        source(table, names, first, md5);
        for (int i = 1; i < sources.size(); i++) {
            Source source = sources.get(i);
            source(table, names, source == null ? new Source("", 0, null) : source, md5);
        }
    }

    private void source(SectionDraft table, SectionDraft names, Source source, boolean md5) {
        string(table, names, source.name());
        unsigned(table, source.directory());
        if (md5) {
            byte[] sum = source.md5();
            table.append(sum == null ? new byte[MD5_BYTES] : sum);
        }
    }

    private void sourcesOfVersion4(SectionDraft table) {
        directories.keySet().forEach(directory -> table.append((directory + "\0").getBytes(StandardCharsets.UTF_8)));
        table.append(0, 1);
        for (int i = 1; i < sources.size(); i++) {
            Source source = sources.get(i);
            table.append(((source == null ? "" : source.name()) + "\0").getBytes(StandardCharsets.UTF_8));
            unsigned(table, source == null ? 0 : source.directory());
            table.append(0, Short.BYTES);
        }
        table.append(0, 1);
    }

    /** The place of a string in {@code .debug_line_str}. */
    private void string(SectionDraft table, SectionDraft names, String string) {
        int offset = stringOffsets.computeIfAbsent(string, added -> {
            int at = strings.size();
            strings.writeBytes((added + "\0").getBytes(StandardCharsets.UTF_8));
            return at;
        });
        table.await(SectionDraft.Fixup.DATA_4, offset, names.symbol, null, 0);
        table.append(0, Integer.BYTES);
    }

    /** The rows of one section, as opcodes of a machine that makes them. */
    private void sequence(SectionDraft table, SectionDraft section, List<Row> all) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int file = 1;
        int line = 1;
        int column = 0;
        boolean statement = true;
        long offset = -1;
        for (Row row : all) {
            if (row.file() != file) {
                file = row.file();
                out.write(DW_LNS_SET_FILE);
                Leb128.writeUnsigned(out, file);
            }
            if (row.column() != column) {
                column = row.column();
                out.write(DW_LNS_SET_COLUMN);
                Leb128.writeUnsigned(out, column);
            }
            if (row.discriminator() != 0) {
                ByteArrayOutputStream number = new ByteArrayOutputStream();
                Leb128.writeUnsigned(number, row.discriminator());
                out.write(0);
                Leb128.writeUnsigned(out, number.size() + 1L);
                out.write(DW_LNE_SET_DISCRIMINATOR);
                out.writeBytes(number.toByteArray());
            }
            if (((row.flags() & IS_STMT) != 0) != statement) {
                statement = !statement;
                out.write(DW_LNS_NEGATE_STMT);
            }
            flag(out, row, BASIC_BLOCK, DW_LNS_SET_BASIC_BLOCK);
            flag(out, row, PROLOGUE_END, DW_LNS_SET_PROLOGUE_END);
            flag(out, row, EPILOGUE_BEGIN, DW_LNS_SET_EPILOGUE_BEGIN);
            if (offset < 0) {
                out.write(0);
                Leb128.writeUnsigned(out, 1 + Long.BYTES);
                out.write(DW_LNE_SET_ADDRESS);
                table.append(out.toByteArray());
                out.reset();
                address(table, section, row.offset());
                offset = row.offset();
            }
            advance(out, row.line() - line, (row.offset() - offset) / MIN_INSTRUCTION_BYTES);
            line = row.line();
            offset = row.offset();
        }
        end(out, (section.size() - offset) / MIN_INSTRUCTION_BYTES);
        table.append(out.toByteArray());
    }

    private static void flag(ByteArrayOutputStream out, Row row, int flag, int opcode) {
        if ((row.flags() & flag) != 0) {
            out.write(opcode);
        }
    }

    private void address(SectionDraft table, SectionDraft section, long offset) {
        table.await(SectionDraft.Fixup.DATA_8, 0, file.at(section, offset), null, 0);
        table.append(0, Long.BYTES);
    }

    /** Makes a row that many lines and instructions further on, in the fewest bytes. */
    private static void advance(ByteArrayOutputStream out, int lines, long instructions) {
        int left = lines;
        boolean farLines = lines < LINE_BASE || lines >= LINE_BASE + LINE_RANGE;
        if (farLines) {
            out.write(DW_LNS_ADVANCE_LINE);
            Leb128.writeSigned(out, lines);
            left = 0;
        }
        if (left == 0 && instructions == 0) {
            out.write(DW_LNS_COPY);
            return;
        }
        int step = left - LINE_BASE + OPCODE_BASE;
        long opcode = step + instructions * LINE_RANGE;
        if (opcode <= 255) {
            out.write((int) opcode);
            return;
        }
        opcode -= (long) FARTHEST * LINE_RANGE;
        if (opcode <= 255) {
            out.write(DW_LNS_CONST_ADD_PC);
            out.write((int) opcode);
            return;
        }
        out.write(DW_LNS_ADVANCE_PC);
        Leb128.writeUnsigned(out, instructions);
        out.write(farLines ? DW_LNS_COPY : step);
    }

    /** Ends the rows of a section that many instructions further on. */
    private static void end(ByteArrayOutputStream out, long instructions) {
        if (instructions == FARTHEST) {
            out.write(DW_LNS_CONST_ADD_PC);
        } else if (instructions > 0) {
            out.write(DW_LNS_ADVANCE_PC);
            Leb128.writeUnsigned(out, instructions);
        }
        out.write(0);
        out.write(1);
        out.write(DW_LNE_END_SEQUENCE);
    }

    private static void unsigned(SectionDraft section, long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Leb128.writeUnsigned(bytes, value);
        section.append(bytes.toByteArray());
    }
}
