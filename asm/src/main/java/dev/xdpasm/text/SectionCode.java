package dev.xdpasm.text;

import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;

/** Instructions that go into the section of a relocatable file that is being filled. */
final class SectionCode extends CodeDraft {
    private final RelocatableDraft file;

    SectionCode(Cursor cursor, RelocatableDraft file, IsaLevel level) {
        super(cursor, level);
        this.file = file;
    }

    @Override
    void addWide(long first, long second, int dstPlace) {
        add(first, dstPlace, dstPlace);
        append(second);
    }

    @Override
    void addMap(int dst, int from, int to, int dstPlace) {
        throw cursor.error(from, "a text with sections has no .map, expected a symbol: r" + dst + " = "
                + cursor.string(from, to) + " ll");
    }

    @Override
    void addJump(long insn, long distance, int place) {
        requireLevel(insn);
        append(withDistance(insn, distance, place));
    }

    @Override
    void addJump(long insn, int from, int to, int hash) {
        addJump(insn, file.symbol(from, to, hash), from);
    }

    @Override
    void addJump(long insn, String label, int place) {
        addJump(insn, file.symbol(label, place), place);
    }

    /** Adds a jump or a local call to a symbol. */
    void addJump(long insn, SymbolDraft target, int place) {
        file.register(target);
        requireLevel(insn);
        boolean far = Insn.fitsDistance(insn, Integer.MAX_VALUE);
        await(far ? SectionDraft.Fixup.LONG_BRANCH : SectionDraft.Fixup.BRANCH, 0, target, place);
        append(insn);
    }

    /** Adds a call of the function that a symbol names. */
    void addCall(long insn, SymbolValue function, int place) {
        requireLevel(insn);
        register(function);
        await(SectionDraft.Fixup.CALL, function, place);
        append(insn);
    }

    /** Adds an {@code lddw} of a symbol's address. */
    void addAddress(long insn, SymbolValue address, int dstPlace, int place) {
        requireRight(insn, dstPlace, dstPlace);
        register(address);
        await(SectionDraft.Fixup.ADDRESS, address, place);
        append(insn);
        append(0);
    }

    @Override
    void bind(int from, int to, int hash) {
        file.define(file.symbol(from, to, hash), from);
    }

    @Override
    void bind(String label, int place) {
        file.define(file.symbol(label, place), place);
    }

    private void register(SymbolValue value) {
        file.register(value.plus());
        file.register(value.minus());
    }

    private void await(SectionDraft.Fixup kind, SymbolValue value, int place) {
        file.lines().flush();
        file.current().await(kind, value.constant(), value.plus(), value.minus(), place);
    }

    private void await(SectionDraft.Fixup kind, long constant, SymbolDraft symbol, int place) {
        file.lines().flush();
        file.current().await(kind, constant, symbol, null, place);
    }

    @Override
    void append(long insn) {
        file.requireRoom(Insn.BYTES, false, statement());
        file.current().append(insn, Insn.BYTES);
    }
}
