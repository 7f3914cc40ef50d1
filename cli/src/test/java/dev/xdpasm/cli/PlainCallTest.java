package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.xdpasm.print.ListingOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainCallTest {

    @Test
    void takesAFileAndOptionsWithoutValuesToList() {
        assertEquals(
                Optional.of(new PlainCall.Disassembly(Path.of("a.o"), Set.of())), PlainCall.of("disasm", "a.o"));
        assertEquals(
                Optional.of(new PlainCall.Disassembly(
                        Path.of("a.o"), Set.of(ListingOption.RELOCATIONS, ListingOption.SOURCE, ListingOption.ZEROS))),
                PlainCall.of("disasm", "-dr", "a.o", "-S", "-z"));
    }

    @Test
    void takesTwoFilesToAssemble() {
        Optional<PlainCall> call = Optional.of(new PlainCall.Assembly(Path.of("a.s"), Path.of("a.o")));
        assertEquals(call, PlainCall.of("asm", "a.s", "-o", "a.o"));
        assertEquals(call, PlainCall.of("asm", "-o", "a.o", "a.s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "check a.o", "disasm", "disasm -d", "disasm a.o b.o", "disasm --help", "disasm -h a.o", "disasm - a.o",
        "disasm -j xdp a.o", "disasm -dd a.o", "disasm -S -S a.o", "disasm -rr a.o", "--debug disasm a.o", "disasm --asm a.o",
        "disasm -- a.o", "asm", "asm a.s", "asm -o a.o", "asm a.s -o", "asm a.s b.s a.o", "asm a.s -o -", "asm -o -o a.s",
        "asm a.s -o -o", "asm -o a.o -o", "asm a.s -o a.o --hex", "asm a.s --hex", "asm a.s -oa.o", "asm --raw -o a.o"
    })
    void leavesTheRestToPicocli(String words) {
        assertFalse(PlainCall.of(words.split(" ")).isPresent());
    }

    /** With an option of several letters more the same listing goes the other way. */
    @ParameterizedTest
    @ValueSource(strings = {"elf/maps.19-v3-g.o", "programs/firewall.xasm", "no-such-file", "isa/isa.tsv"})
    void listsAsPicocliWouldHaveIt(String name) {
        assertEquals(
                Cli.run("disasm", "-S", "-r", "--disassemble-zeroes", Cli.testdata(name)),
                Cli.run("disasm", "-Srz", Cli.testdata(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"elf/maps.19-v3-g.o", "programs/firewall.xasm", "no-such-file", "isa/isa.tsv", "."})
    void assemblesAsPicocliWouldHaveIt(String name, @TempDir Path dir) throws Exception {
        Path file = Cli.testdata(name);
        Path out = dir.resolve("out.o");
        Cli plain = Cli.run("asm", file, "-o", out);
        byte[] object = Files.exists(out) ? Files.readAllBytes(out) : new byte[0];
        assertEquals(Cli.run("asm", file, "-o" + out), plain);
        assertArrayEquals(Files.exists(out) ? Files.readAllBytes(out) : new byte[0], object);
    }

    /** A class that names one of picocli's loads it when it is verified, and the jar that it is in. */
    @Test
    void whatRunsThemNamesNoClassOfPicoclis() {
        ArchRuleDefinition.noClasses()
                .that(JavaClass.Predicates.belongToAnyOf(
                        Main.class, PlainCall.class, ProgramFile.class, OutputFile.class, StandardOutput.class))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..")
                .check(new ClassFileImporter().importPackages("dev.xdpasm.cli"));
    }
}
