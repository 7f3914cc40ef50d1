package dev.xdpasm.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.isa.Instruction.LoadImm64;
import dev.xdpasm.isa.Instruction.Unknown;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionTest {

    @Property(tries = 20_000)
    void anyEightBytesDecodeAndWhatWasDecodedStaysTheSame(@ForAll long insn, @ForAll long next) {
        Instruction decoded = Instruction.decode(insn, next, true);
        Instruction again = Instruction.decode(
                decoded.pack(), decoded instanceof LoadImm64 wide ? wide.packSecond() : next, true);
        assertEquals(decoded, again);
    }

    @Property(tries = 20_000)
    void anyEightBytesPrint(@ForAll long insn, @ForAll long next) {
        TextBuffer text = new TextBuffer().append("before ");
        boolean known = new LlvmText(text, false).append(insn, next, true);
        assertEquals(known ? -1 : 7, text.toString().indexOf(LlvmText.UNKNOWN));
        assertEquals("before ", text.toString().substring(0, 7));
        assertEquals(-1, text.toString().indexOf("null"));
    }

    @Property(tries = 5_000)
    void fieldsComeOutAsTheyWentIn(
            @ForAll byte code, @ForAll byte registers, @ForAll short off, @ForAll int imm) {
        int dst = registers & 0xf;
        int src = registers >> 4 & 0xf;
        long insn = Insn.pack(code & 0xff, dst, src, off, imm);
        assertEquals(code & 0xff, Insn.code(insn));
        assertEquals(dst, Insn.dstReg(insn));
        assertEquals(src, Insn.srcReg(insn));
        assertEquals(off, Insn.off(insn));
        assertEquals(imm, Insn.imm(insn));
        assertEquals(insn, Insn.withImm(Insn.withImm(insn, ~imm), imm));
        assertEquals(insn, Insn.withOff(Insn.withOff(insn, (short) ~off), off));
        assertEquals(insn, Insn.withSrcReg(Insn.withSrcReg(insn, 15 - src), src));
    }

    @Test
    void wideLoadWithoutItsSecondSlotIsUnknown() {
        assertEquals(new Unknown(0x18), Instruction.decode(0x18, 0, false));
        assertEquals(new LoadImm64(Register.R0, 0, 0), Instruction.decode(0x18, 0, true));
    }

    @Test
    void wideLoadKeepsAllBits() {
        LoadImm64 load = new LoadImm64(Register.R1, 0, 0x8000_0000_ffff_fffeL);
        assertEquals(load, Instruction.decode(load.pack(), load.packSecond(), true));
    }

    @ParameterizedTest
    @CsvSource({"33", "0", "24", "-8", "256"})
    void refusesSignExtensionOfOtherWidths(int bits) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Instruction.MoveSignExtended(Width.W64, Register.R0, Register.R1, bits));
    }

    @Test
    void refusesWhatDoesNotExist() {
        Register r = Register.R1;
        assertThrows(IllegalArgumentException.class, () -> new Instruction.MoveSignExtended(Width.W32, r, r, 32));
        assertThrows(IllegalArgumentException.class, () -> new Instruction.ByteSwap(ByteOrderOp.BE, r, 8));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Instruction.Atomic(AtomicOp.ADD, Size.H, r, (short) 0, r));
        assertThrows(
                IllegalArgumentException.class, () -> new Instruction.Load(Size.DW, true, r, r, (short) 0));
        assertThrows(IllegalArgumentException.class, () -> new Instruction.LoadPacket(Size.DW, 0));
        assertThrows(IllegalArgumentException.class, () -> new LoadImm64(r, 7, 0));
        assertThrows(IllegalArgumentException.class, () -> Register.of(11));
    }
}
