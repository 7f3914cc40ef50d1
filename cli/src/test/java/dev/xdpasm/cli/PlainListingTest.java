package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.xdpasm.print.ListingOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainListingTest {

    @Test
    void takesAFileAndOptionsWithoutValues() {
        assertEquals(Optional.of(new PlainListing(Path.of("a.o"), Set.of())), PlainListing.of("disasm", "a.o"));
        assertEquals(
                Optional.of(new PlainListing(
                        Path.of("a.o"), Set.of(ListingOption.RELOCATIONS, ListingOption.SOURCE, ListingOption.ZEROS))),
                PlainListing.of("disasm", "-dr", "a.o", "-S", "-z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "disasm", "asm a.o", "disasm -d", "disasm a.o b.o", "disasm --help", "disasm -h a.o", "disasm - a.o", "disasm -j xdp a.o",
        "disasm -dd a.o", "disasm -S -S a.o", "disasm -rr a.o", "--debug disasm a.o", "disasm --asm a.o", "disasm -- a.o"
    })
    void leavesTheRestToPicocli(String words) {
        assertFalse(PlainListing.of(words.split(" ")).isPresent());
    }

    /** With an option of several letters more the same listing goes the other way. */
    @ParameterizedTest
    @ValueSource(strings = {"elf/maps.19-v3-g.o", "programs/firewall.xasm", "no-such-file", "isa/isa.tsv"})
    void printsWhatPicocliWouldHaveIt(String name) {
        assertEquals(
                Cli.run("disasm", "-S", "-r", "--disassemble-zeroes", Cli.testdata(name)),
                Cli.run("disasm", "-Srz", Cli.testdata(name)));
    }
}
