package dev.xdpasm.elf;

import dev.xdpasm.text.Listing;

/** An ELF file as the command line lists it: from its bytes, without knowing what they mean. */
final class ListedImage {
    private ListedImage() {}

    static String of(String name, ElfImage image) {
        return Listing.of(
                name,
                image.sections().stream()
                        .filter(ElfImage.Section::isExecutable)
                        .map(section -> new Listing.Section(
                                section.name(),
                                image.bytes(section),
                                image.symbolsIn(section).stream()
                                        .map(symbol -> new Listing.Symbol(symbol.name(), symbol.value()))
                                        .toList()))
                        .toList());
    }
}
