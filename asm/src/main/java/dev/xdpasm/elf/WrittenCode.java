package dev.xdpasm.elf;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.RelocatableFile.Reference;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfFunction;
import java.util.ArrayList;
import java.util.List;

/** The code of a function as compilers leave it: relocations to symbols, distances where no relocation is needed. */
final class WrittenCode {
    private final BpfFunction function;
    private final int section;
    private final int start;
    private final SymbolTable symbols;
    private final long[] words;
    private final List<Reference> references = new ArrayList<>();

    /**
     * Writes a function.
     *
     * @param section the place of its section in the file's list
     * @param start bytes from the section's start
     */
    WrittenCode(BpfFunction function, int section, int start, SymbolTable symbols) {
        this.function = function;
        this.section = section;
        this.start = start;
        this.symbols = symbols;
        this.words = function.code().words();
        refuseCallsWithin(function.code());
        for (Relocation relocation : function.code().relocations()) {
            write(relocation);
        }
    }

    /** {@return the instructions} */
    long[] words() {
        return words;
    }

    /** {@return the relocations, whose offsets count from the section's start} */
    List<Reference> references() {
        return references;
    }

    private void write(Relocation relocation) {
        int slot = relocation.slot();
        String name = relocation.symbol();
        boolean wide = Insn.isWide(words[slot]);
        switch (relocation.kind()) {
            case MAP -> wide(slot, new SymbolTable.Target(symbols.named(name), 0));
            case MAP_VALUE -> wide(slot, symbols.toData(name, Insn.imm(words[slot + 1])));
            case FUNCTION -> {
                if (wide) {
                    wide(slot, symbols.toFunction(name));
                } else {
                    call(slot, name);
                }
            }
            case EXTERN -> {
                if (wide) {
                    wide(slot, new SymbolTable.Target(symbols.named(name), Insn.imm(words[slot + 1])));
                } else {
                    words[slot] = Insn.withImm(Insn.withSrcReg(words[slot], Opcode.BPF_PSEUDO_CALL), -1);
                    refer(slot, Elf.R_BPF_64_32, symbols.named(name));
                }
            }
        }
    }

    private void wide(int slot, SymbolTable.Target target) {
        words[slot] = Insn.withImm(Insn.withSrcReg(words[slot], 0), (int) target.distance());
        words[slot + 1] = Insn.withImm(words[slot + 1], 0);
        refer(slot, Elf.R_BPF_64_64, target.symbol());
    }

    private void call(int slot, String name) {
        SymbolTable.Place place = symbols.function(name);
        long insn = Insn.withSrcReg(words[slot], Opcode.BPF_PSEUDO_CALL);
        if (place.local() && place.section() == section) {
            long here = start / Insn.BYTES + slot;
            words[slot] = Insn.withImm(insn, (int) (place.offset() / Insn.BYTES - here - 1));
            return;
        }
        SymbolTable.Target target = symbols.toFunction(name);
        // -1 is the symbol itself: distances count from behind the call
        words[slot] = Insn.withImm(insn, (int) (target.distance() / Insn.BYTES - 1));
        refer(slot, Elf.R_BPF_64_32, target.symbol());
    }

    private void refer(int slot, int type, int symbol) {
        references.add(new Reference(start + (long) slot * Insn.BYTES, type, symbol));
    }

    /** A place within a program that is called is no function of the object, and has no symbol. */
    private void refuseCallsWithin(Code code) {
        for (int slot = 0; slot < words.length; slot++) {
            long insn = words[slot];
            boolean call = Insn.code(insn) == Opcode.CALL && Insn.srcReg(insn) == Opcode.BPF_PSEUDO_CALL;
            boolean address = Insn.isWide(insn) && Insn.srcReg(insn) == Opcode.BPF_PSEUDO_FUNC;
            if ((call || address) && code.relocationAt(slot).isEmpty()) {
                throw new BpfException("program " + function.name() + ", instruction " + slot
                        + ": a reference to a function of its own cannot be written to ELF yet");
            }
            slot += Insn.isWide(insn) ? 1 : 0;
        }
    }
}
