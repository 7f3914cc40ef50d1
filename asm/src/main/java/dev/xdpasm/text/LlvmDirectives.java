package dev.xdpasm.text;

/**
 * The directives of llvm-mc, by name: those that compilers write, and those that people write in such text. A text that
 * has one of them describes a relocatable file, section by section.
 */
final class LlvmDirectives {
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
        return SectionDirectives.forms().get(name) != null
                || SymbolDirectives.forms().get(name) != null
                || DataDirectives.forms().get(name) != null
                || DebugDirectives.forms().get(name) != null;
    }

    /** Reads the rest of the directive whose name stands between two places; {@return whether there is one of that name} */
    boolean read(int from, int to) {
        char[] text = cursor.text();
        DataDirectives.Form dataForm = DataDirectives.forms().get(text, from, to);
        if (dataForm != null) {
            dataForm.read(data);
            return true;
        }
        SymbolDirectives.Form symbolForm = SymbolDirectives.forms().get(text, from, to);
        if (symbolForm != null) {
            symbolForm.read(symbols);
            return true;
        }
        SectionDirectives.Form sectionForm = SectionDirectives.forms().get(text, from, to);
        if (sectionForm != null) {
            sectionForm.read(sections, from);
            return true;
        }
        DebugDirectives.Form debugForm = DebugDirectives.forms().get(text, from, to);
        if (debugForm != null) {
            debugForm.read(debug, from);
            return true;
        }
        return false;
    }
}
