package dev.xdpasm.print;

import dev.xdpasm.elf.ElfImage;
import java.util.Set;

/** An ELF file as the command line lists it: from its bytes, without knowing what they mean. */
public final class ListedImage {
    private ListedImage() {}

    /** {@return the listing of a file's code} */
    public static String of(String name, ElfImage image) {
        return Listing.of(name, ListedSections.of(image, Set.of(), Set.of()));
    }
}
