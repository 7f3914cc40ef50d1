package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.Insn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constants from other files: found beside the file that includes them, errors in the file that has them. */
class IncludeTest {
    @TempDir
    private Path dir;

    @Test
    void constantsComeFromFilesBesideEachOther() throws IOException {
        write("sub/ports.inc", ".const HTTPS = 443 // secure\n\n.include \"more.inc\"; .set N, 1\n.set N, N + 1\n");
        write("sub/more.inc", "# only this\n.const MORE = HTTPS + 1\n");
        assertEquals(446, imm("main.xasm", ".include \"sub/ports.inc\"\nr0 = MORE + N\nexit\n"));
    }

    @Test
    void aTextWithSectionsMayIncludeToo() throws IOException {
        write("c.inc", ".const N = 7\n");
        assertEquals(7, imm("main.s", ".section xdp,\"ax\"\n.include \"c.inc\"\n.globl f\n.type f,@function\nf: r0 = N\nexit\n.size f,.-f"));
    }

    @Test
    void errorsNameTheFileThatIsIncluded() throws IOException {
        write("bad.inc", ".const A = 1\n.const B = A +\n");
        assertEquals(dir.resolve("bad.inc") + ":2:15: the statement ends here, expected a number, a named constant or '('",
                refusal(".include \"bad.inc\"\nr0 = A\nexit\n"));
    }

    @Test
    void onlyConstantsAreIncluded() throws IOException {
        write("code.inc", "r0 = 0\n");
        assertEquals(dir.resolve("code.inc") + ":1:1: found 'r0', expected one of .const .set .equ .include: a file that is"
                        + " included holds constants",
                refusal(".include \"code.inc\"\nexit\n"));
    }

    @Test
    void circlesAreRefused() throws IOException {
        write("a.inc", ".include \"b.inc\"\n");
        write("b.inc", ".include \"./a.inc\"\n");
        assertEquals(dir.resolve("b.inc") + ":1:10: './a.inc' includes itself, expected no circle",
                refusal(".include \"a.inc\"\nexit\n"));
    }

    @Test
    void depthIsLimited() throws IOException {
        for (int i = 0; i < 20; i++) {
            write(i + ".inc", ".include \"" + (i + 1) + ".inc\"\n");
        }
        assertEquals(dir.resolve("15.inc") + ":1:10: '16.inc' is included too deep, expected at most 16 files",
                refusal(".include \"0.inc\"\nexit\n"));
    }

    @Test
    void aNameThatIsTakenSaysWhere() throws IOException {
        write("c.inc", "\n.const N = 7\n");
        assertEquals(dir.resolve("main.xasm") + ":2:8: constant 'N' is already defined, in line 2 of " + dir.resolve("c.inc")
                        + ", expected another name",
                refusal(".include \"c.inc\"\n.const N = 8\nexit\n"));
    }

    @Test
    void aFileThatIsMissingIsRefusedWhereItIsNamed() {
        assertEquals(dir.resolve("main.xasm") + ":1:10: there is no file '" + dir.resolve("none.inc")
                        + "' to include, expected one of constants",
                refusal(".include \"none.inc\"\nexit\n"));
    }

    private void write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int imm(String name, String text) {
        return Insn.imm(XasmReader.read(dir.resolve(name).toString(), text)
                .programs()
                .get(0)
                .code()
                .word(0));
    }

    private String refusal(String text) {
        return assertThrows(
                        AssemblyException.class,
                        () -> XasmReader.read(dir.resolve("main.xasm").toString(), text))
                .summary();
    }
}
