package dev.xdpasm.cli;

import dev.xdpasm.print.ListingOption;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line that asks for a listing and for nothing that takes more to understand: {@code disasm} with one file and options
 * without values. Such a one is run without picocli, which takes longer to load than 100,000 instructions to list; all
 * others, the wrong ones among them, are picocli's.
 *
 * @param file what is listed
 * @param shown what the options say
 */
record PlainListing(Path file, Set<ListingOption> shown) {
    private static final Map<Character, ListingOption> LETTERS = Map.of(
            'S', ListingOption.SOURCE,
            'l', ListingOption.LINE_NUMBERS,
            'r', ListingOption.RELOCATIONS,
            'z', ListingOption.ZEROS);

    /** {@return the listing that a command line asks for, if it is so plain} */
    static Optional<PlainListing> of(String... args) {
        if (args.length < 2 || !args[0].equals("disasm")) {
            return Optional.empty();
        }
        Set<ListingOption> shown = EnumSet.noneOf(ListingOption.class);
        String file = "";
        for (int i = 1; i < args.length; i++) {
            String word = args[i];
            if (!word.startsWith("-")) {
                if (!file.isEmpty()) {
                    return Optional.empty();
                }
                file = word;
            } else if (!takesLetters(word, shown)) {
                return Optional.empty();
            }
        }
        try {
            return file.isEmpty() ? Optional.empty() : Optional.of(new PlainListing(Path.of(file), shown));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
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
}
