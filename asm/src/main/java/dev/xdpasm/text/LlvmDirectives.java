package dev.xdpasm.text;

import java.util.Set;

/**
 * The directives of llvm-mc, by name: those that compilers write, and those that people write in such text. A text that
 * has one of them describes a relocatable file, section by section.
 */
final class LlvmDirectives {
    private static final Set<String> NAMES = Set.of(
            ".section", ".pushsection", ".popsection", ".previous", ".text", ".data", ".bss", ".rodata",
            ".globl", ".global", ".weak", ".local", ".hidden", ".internal", ".protected", ".type", ".size",
            ".comm", ".common", ".lcomm", ".set", ".equ", ".equiv", ".addrsig", ".addrsig_sym", ".byte",
            ".short", ".2byte", ".hword", ".value", ".long", ".4byte", ".int", ".quad", ".8byte", ".uleb128",
            ".sleb128", ".ascii", ".asciz", ".string", ".zero", ".skip", ".space", ".fill", ".org", ".p2align",
            ".balign", ".align", ".file", ".loc", ".ident", ".cfi_sections", ".cfi_startproc", ".cfi_endproc");

    private final Cursor cursor;
    private final SectionDirectives sections;
    private final SymbolDirectives symbols;
    private final DataDirectives data;
    private final DebugDirectives debug;

    LlvmDirectives(Cursor cursor, Operands operands, Expression expression, Constants constants, RelocatableDraft file) {
        this.cursor = cursor;
        QuotedText quoted = new QuotedText(cursor);
        sections = new SectionDirectives(cursor, operands, quoted, file);
        symbols = new SymbolDirectives(cursor, operands, expression, quoted, constants, file);
        data = new DataDirectives(cursor, operands, expression, quoted, file);
        debug = new DebugDirectives(cursor, operands, quoted, file);
    }

    /** {@return whether a name is one of llvm-mc's directives that are known here} */
    static boolean isOne(String name) {
        return NAMES.contains(name);
    }

    /** Reads the rest of the directive whose name stands between two places; {@return whether there is one of that name} */
    boolean read(int from, int to) {
        String name = cursor.string(from, to);
        return data.read(name) || symbols.read(name) || sections.read(name, from) || debug.read(name, from);
    }
}
