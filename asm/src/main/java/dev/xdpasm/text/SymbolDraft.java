package dev.xdpasm.text;

import dev.xdpasm.elf.Elf;
import org.jspecify.annotations.Nullable;

/** A symbol of a relocatable file while its text is being read: what directives and labels have said of it so far. */
final class SymbolDraft {
    private static final int UNSET = -1;

    final String name;

    /** Where it was first named. */
    final int place;

    /** Where it was defined, or -1. */
    int definedAt = -1;

    int type = Elf.STT_NOTYPE;
    int visibility = Elf.STV_DEFAULT;

    /** Whether the file's table of symbols may hold it: naming it in {@code .size} is not enough. */
    boolean registered;

    /** Its place in the file's table of symbols, or -1 while that holds it not. */
    int index = -1;

    /** Whether a relocation refers to it. */
    boolean used;

    /** The section that it is a place in, if it is. */
    @Nullable SectionDraft section;

    /** Bytes from the start of its section; for what a linker is to place, its alignment. */
    long offset;

    /** Whether a linker is to place it. */
    boolean common;

    /** What {@code .set} made it, if that was said. */
    @Nullable SymbolValue value;

    /** What {@code .size} said. */
    @Nullable SymbolValue size;

    private int binding = UNSET;

    SymbolDraft(String name, int place) {
        this.name = name;
        this.place = place;
    }

    /** Whether it has a place or a value in this file. */
    boolean isDefined() {
        return section != null || common || value != null;
    }

    /** Whether it is for this file's use only and no table of symbols need hold it. */
    boolean isTemporary() {
        return name.startsWith(".L") || Character.isDigit(name.charAt(0));
    }

    void bind(int said) {
        binding = said;
    }

    boolean isBound() {
        return binding != UNSET;
    }

    /** What was said, else local if it is defined here. */
    int binding() {
        return binding != UNSET ? binding : isDefined() ? Elf.STB_LOCAL : Elf.STB_GLOBAL;
    }

    boolean isLocal() {
        return binding() == Elf.STB_LOCAL;
    }
}
