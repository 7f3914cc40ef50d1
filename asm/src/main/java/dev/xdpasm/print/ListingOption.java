package dev.xdpasm.print;

/** What a {@link Listing} shows besides or instead of the usual: one row an option of llvm-objdump. */
public enum ListingOption {
    /** The source's text above the instructions that begin a line ({@code --source}, {@code -S}). */
    SOURCE,
    /** The source's file and line there ({@code --line-numbers}, {@code -l}). */
    LINE_NUMBERS,
    /** Relocations below the instructions that they change ({@code --reloc}, {@code -r}). */
    RELOCATIONS,
    /** Instructions without their bytes ({@code --no-show-raw-insn}). */
    NO_RAW_BYTES,
    /** Without indices and offsets before lines ({@code --no-leading-addr}). */
    NO_ADDRESSES,
    /** Runs of zero bytes in full ({@code --disassemble-zeroes}, {@code -z}). */
    ZEROS,
    /** Immediates, offsets and distances in hexadecimal ({@code --print-imm-hex}). */
    HEX_IMMEDIATES
}
