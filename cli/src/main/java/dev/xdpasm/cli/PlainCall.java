package dev.xdpasm.cli;

import dev.xdpasm.print.Listing;
import dev.xdpasm.print.ListingOption;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls that take nothing to understand: {@code asm FILE -o OUT}, and {@code disasm} with one file and options without
 * values. They are run without picocli, which takes longer to load than 100,000 instructions to assemble or to list, and whose
 * classes are too old for the launcher's archive. All other calls, the wrong ones among them, are picocli's. Names none of its
 * classes, as a class that does would load them.
 */
sealed interface PlainCall {

    /** Does what was asked. {@return the {@link ExitStatus}} */
    int run(PrintWriter out);

    /** {@return what a command line asks for, if it is so plain} */
    static Optional<PlainCall> of(String... args) {
        String command = args.length == 0 ? "" : args[0];
        try {
            return switch (command) {
                case "asm" -> Assembly.of(args);
                case "disasm" -> Disassembly.of(args);
                default -> Optional.empty();
            };
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * {@code asm FILE -o OUT}, in either order.
     *
     * @param file what is assembled
     * @param out where the object is written
     */
    record Assembly(Path file, Path out) implements PlainCall {
        private static Optional<PlainCall> of(String... args) {
            if (args.length != 4) {
                return Optional.empty();
            }
            int option = args[1].equals("-o") ? 1 : 2;
            String file = args[option == 1 ? 3 : 1];
            String out = args[option + 1];
            boolean plain = args[option].equals("-o") && isName(file) && isName(out);
            return plain ? Optional.of(new Assembly(Path.of(file), Path.of(out))) : Optional.empty();
        }

        @Override
        public int run(PrintWriter stdout) {
            ProgramFile input = ProgramFile.read(file);
            OutputFile.write(out, input.toElf(), List.of(input.path()));
            return ExitStatus.OK;
        }
    }

    /**
     * {@code disasm -dSlrz FILE}.
     *
     * @param file what is listed
     * @param shown what the options say
     */
    record Disassembly(Path file, Set<ListingOption> shown) implements PlainCall {
        private static final Map<Character, ListingOption> LETTERS = Map.of(
                'S', ListingOption.SOURCE,
                'l', ListingOption.LINE_NUMBERS,
                'r', ListingOption.RELOCATIONS,
                'z', ListingOption.ZEROS);

        private static Optional<PlainCall> of(String... args) {
            Set<ListingOption> shown = EnumSet.noneOf(ListingOption.class);
            String file = "";
            for (int i = 1; i < args.length; i++) {
                String word = args[i];
                if (isName(word)) {
                    if (!file.isEmpty()) {
                        return Optional.empty();
                    }
                    file = word;
                } else if (!takesLetters(word, shown)) {
                    return Optional.empty();
                }
            }
            return file.isEmpty() ? Optional.empty() : Optional.of(new Disassembly(Path.of(file), shown));
        }

        /** Takes {@code -d}, {@code -S}, {@code -dr}; nothing said twice, which picocli refuses. */
        private static boolean takesLetters(String word, Set<ListingOption> shown) {
            for (int i = 1; i < word.length(); i++) {
                ListingOption option = LETTERS.get(word.charAt(i));
                if (option == null ? word.charAt(i) != 'd' || word.indexOf('d') != i : !shown.add(option)) {
                    return false;
                }
            }
            return word.length() > 1;
        }

        @Override
        public int run(PrintWriter out) {
            ProgramFile input = ProgramFile.read(file);
            StandardOutput.print(
                    out, text -> Listing.print(input.name(), input.sections(Set.of(), shown), shown, Set.of(), text));
            return ExitStatus.OK;
        }
    }

    private static boolean isName(String word) {
        return !word.isEmpty() && !word.startsWith("-");
    }
}
