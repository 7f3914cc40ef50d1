package dev.xdpasm.loader;

import static dev.xdpasm.isa.Register.R0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.asm.Assembler;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an XDP program answers is counted where the kernel has trampolines, and said why where it has not. */
@KernelTest
class ActionCountsTest {

    @Test
    void eachAnswerIsCountedUntilItIsClosed() {
        try (Bpf drop = typed(1);
                Bpf strange = typed(77)) {
            XdpProgram program = Programs.first(drop);
            ActionCounts counts;
            try {
                counts = ActionCounts.of(program);
            } catch (KernelException e) {
                assertEquals("EPERM", e.errnoName());
                Needs.without("fexit programs", e.getMessage());
                return;
            }
            try (ActionCounts dropped = counts;
                    ActionCounts others = ActionCounts.of(Programs.first(strange))) {
                program.run(new byte[64], 1000);
                Programs.first(strange).run(new byte[64], 3);
                assertEquals(List.of(0L, 1000L, 0L, 0L, 0L, 0L), dropped.read());
                assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 3L), others.read());
            }
            program.run(new byte[64], 1);
        }
    }

    /** A program with source lines, and so with types. */
    private static Bpf typed(int answer) {
        return Bpf.load(BpfObject.of(BpfProgram.xdp(Programs.PREFIX + "a_name_that_is_cut", Assembler.assemble(a -> {
            a.mov(R0, answer);
            a.exit();
        }))));
    }

    @Test
    void programWithoutTypesIsToldSo() {
        try (Bpf bare = Bpf.load(Programs.dropAll())) {
            BpfException e = assertThrows(BpfException.class, () -> ActionCounts.of(Programs.first(bare)));
            assertTrue(e.getMessage().contains("was loaded without types"), e::getMessage);
        }
    }
}
