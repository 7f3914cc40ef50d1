package dev.xdpasm.cli;

import dev.xdpasm.print.ListingOption;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a listing shows, under the names of llvm-objdump's options. */
final class ListingOptions {
    private final Set<ListingOption> shown = EnumSet.noneOf(ListingOption.class);
    private final Set<String> sections = new LinkedHashSet<>();
    private final Set<String> symbols = new LinkedHashSet<>();

    /** {@return what is shown besides or instead of the usual} */
    Set<ListingOption> shown() {
        return shown;
    }

    /** {@return the sections that are listed; all with code if there are none} */
    Set<String> sections() {
        return sections;
    }

    /** {@return the symbols that are listed; all if there are none} */
    Set<String> symbols() {
        return symbols;
    }

    @Option(names = {"-d", "--disassemble"}, description = "List instructions: said or not, as that is what disasm does.")
    private void disassemble(boolean on) {
        // there for those who are used to llvm-objdump -d
    }

    @Option(names = {"-S", "--source"}, description = "Show the source line above the instructions that it became.")
    private void source(boolean on) {
        set(ListingOption.SOURCE, on);
    }

    @Option(names = {"-l", "--line-numbers"}, description = "Show the source's file and line there.")
    private void lineNumbers(boolean on) {
        set(ListingOption.LINE_NUMBERS, on);
    }

    @Option(names = {"-r", "--reloc"}, description = "Show relocations below the instructions that they change.")
    private void relocations(boolean on) {
        set(ListingOption.RELOCATIONS, on);
    }

    @Option(names = {"-z", "--disassemble-zeroes"}, description = "List runs of zero bytes in full.")
    private void zeros(boolean on) {
        set(ListingOption.ZEROS, on);
    }

    @Option(names = "--no-show-raw-insn", description = "Leave out the instructions' bytes.")
    private void noRawBytes(boolean on) {
        set(ListingOption.NO_RAW_BYTES, on);
    }

    @Option(names = "--no-leading-addr", description = "Leave out indices and offsets.")
    private void noAddresses(boolean on) {
        set(ListingOption.NO_ADDRESSES, on);
    }

    @Option(names = "--print-imm-hex", description = "Numbers in hexadecimal.")
    private void hexImmediates(boolean on) {
        set(ListingOption.HEX_IMMEDIATES, on);
    }

    @Option(names = {"-j", "--section"}, paramLabel = "NAME", split = ",", description = "List this section only, code or not.")
    private void section(Set<String> names) {
        sections.addAll(names);
    }

    @Option(
            names = "--disassemble-symbols",
            paramLabel = "NAME",
            split = ",",
            description = "List what stands under these symbols only.")
    private void symbols(Set<String> names) {
        symbols.addAll(names);
    }

    private void set(ListingOption option, boolean on) {
        if (on) {
            shown.add(option);
        }
    }
}
