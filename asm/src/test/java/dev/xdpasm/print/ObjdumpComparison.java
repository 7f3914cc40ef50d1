package dev.xdpasm.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One file listed by us and by llvm-objdump with the same options, line for line. */
final class ObjdumpComparison {
    private static final Map<String, ListingOption> OPTIONS = Map.of(
            "-S", ListingOption.SOURCE,
            "-l", ListingOption.LINE_NUMBERS,
            "-r", ListingOption.RELOCATIONS,
            "-z", ListingOption.ZEROS,
            "--no-show-raw-insn", ListingOption.NO_RAW_BYTES,
            "--no-leading-addr", ListingOption.NO_ADDRESSES,
            "--print-imm-hex", ListingOption.HEX_IMMEDIATES);

    private static final Pattern FUNCTION = Pattern.compile("; [A-Za-z0-9_.]+\\(\\):");

    private ObjdumpComparison() {}

    static void of(Tool objdump, Path file, List<String> options, String context) throws IOException {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("--mcpu=v4");
        if (!options.contains("--print-imm-hex")) {
            arguments.add("--no-print-imm-hex");
        }
        arguments.add(file.toString());
        List<String> theirs = objdump.run(arguments.toArray(String[]::new)).lines()
                .filter(line -> !line.startsWith("llvm-objdump-19: warning: "))
                // without BTF it says the function's name, which stands in the heading already
                .filter(line -> !options.contains("-l") || !FUNCTION.matcher(line).matches())
                .toList();
        List<String> ours = ours(file, options).lines().toList();
        for (int i = 0; i < Math.min(theirs.size(), ours.size()); i++) {
            if (!LlvmBugs.isMisread(theirs.get(i), ours.get(i))) {
                assertEquals(theirs.get(i), ours.get(i), file + " " + options + ", line " + (i + 1) + ", " + context);
            }
        }
        assertEquals(theirs.size(), ours.size(), file + " " + options + ", " + context);
    }

    private static String ours(Path file, List<String> options) throws IOException {
        Set<ListingOption> shown = EnumSet.noneOf(ListingOption.class);
        Set<String> sections = new LinkedHashSet<>();
        Set<String> symbols = new LinkedHashSet<>();
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            if (option.equals("-j")) {
                sections.add(options.get(++i));
            } else if (option.startsWith("--section=")) {
                sections.add(option.substring(option.indexOf('=') + 1));
            } else if (option.startsWith("--disassemble-symbols=")) {
                symbols.addAll(List.of(option.substring(option.indexOf('=') + 1).split(",")));
            } else if (!option.equals("-d")) {
                shown.add(OPTIONS.get(option));
            }
        }
        ElfImage image = ElfImage.read(file.toString(), Files.readAllBytes(file));
        TextBuffer out = new TextBuffer();
        Listing.print(file.toString(), ListedSections.of(image, sections, shown), shown, symbols, out);
        return out.toString();
    }
}
