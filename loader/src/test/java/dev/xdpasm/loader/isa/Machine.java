package dev.xdpasm.loader.isa;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R3;
import static dev.xdpasm.isa.Register.R4;
import static dev.xdpasm.isa.Register.R7;
import static dev.xdpasm.isa.Register.R8;
import static dev.xdpasm.isa.Register.R9;

import dev.xdpasm.asm.Assembler;
import dev.xdpasm.asm.Label;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.uapi.XdpMd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An instruction in the kernel, between loads of its operands out of the packet and stores of all that it may have changed
 * into it: r0, r7, r8 and eight bytes of stack at r10 - 8, each whole.
 */
final class Machine implements AutoCloseable {
    private static final int PACKET = 128;
    private static final int OUT = 64;
    private static final String NAME = "isa";

    /** What an instruction finds and what it leaves. */
    record State(long r0, long r7, long r8, long memory) {
        State withR0(long changed) {
            return new State(changed, r7, r8, memory);
        }

        State withR7(long changed) {
            return new State(r0, changed, r8, memory);
        }

        State withR8(long changed) {
            return new State(r0, r7, changed, memory);
        }

        State withMemory(long changed) {
            return new State(r0, r7, r8, changed);
        }
    }

    private final Bpf bpf;

    private Machine(Bpf bpf) {
        this.bpf = bpf;
    }

    /** A machine around calls of the assembler. */
    static Machine of(Consumer<Assembler> instruction) {
        return of((a, function) -> instruction.accept(a), a -> {});
    }

    /** A machine around calls that call a function, which stands at the end. */
    static Machine of(BiConsumer<Assembler, Label> instruction, Consumer<Assembler> body) {
        Assembler a = new Assembler(IsaLevel.V4);
        Label whole = a.label();
        a.ldxw(R2, R1, XdpMd.data);
        a.ldxw(R3, R1, XdpMd.data_end);
        a.mov(R4, R2);
        a.add(R4, PACKET);
        a.jle(R4, R3, whole);
        a.mov(R0, 0);
        a.exit();
        a.bind(whole);
        a.mov(R9, R2);
        a.ldxdw(R0, R9, 0);
        a.ldxdw(R7, R9, 8);
        a.ldxdw(R8, R9, 16);
        a.ldxdw(R1, R9, 24);
        a.stxdw(R10, -8, R1);
        Label function = a.label();
        instruction.accept(a, function);
        a.stxdw(R9, OUT, R0);
        a.stxdw(R9, OUT + 8, R7);
        a.stxdw(R9, OUT + 16, R8);
        a.ldxdw(R1, R10, -8);
        a.stxdw(R9, OUT + 24, R1);
        a.mov(R0, 2);
        a.exit();
        a.bind(function);
        body.accept(a);
        return new Machine(Bpf.load(BpfObject.of(BpfProgram.xdp(NAME, a.build()))));
    }

    /** A machine around lines of text. */
    static Machine of(String instruction) {
        return of(instruction, "");
    }

    /** A machine around lines of text that call {@code function}, which stands at the end. */
    static Machine of(String instruction, String body) {
        String text =
                """
                .program xdp isa
                    r2 = *(u32 *)(r1 + 0); r3 = *(u32 *)(r1 + 4)
                    r4 = r2; r4 += 128
                    if r4 <= r3 goto whole
                    r0 = 0; exit
                whole:
                    r9 = r2
                    r0 = *(u64 *)(r9 + 0); r7 = *(u64 *)(r9 + 8); r8 = *(u64 *)(r9 + 16)
                    r1 = *(u64 *)(r9 + 24); *(u64 *)(r10 - 8) = r1
                    %s
                    *(u64 *)(r9 + 64) = r0; *(u64 *)(r9 + 72) = r7; *(u64 *)(r9 + 80) = r8
                    r1 = *(u64 *)(r10 - 8); *(u64 *)(r9 + 88) = r1
                    r0 = 2; exit
                function:
                    %s
                """;
        return new Machine(Bpf.load(XasmReader.read("isa.xasm", text.formatted(instruction, body))));
    }

    /** Runs the instruction. */
    State run(State before) {
        ByteBuffer packet = ByteBuffer.allocate(PACKET).order(ByteOrder.LITTLE_ENDIAN);
        packet.putLong(before.r0()).putLong(before.r7()).putLong(before.r8()).putLong(before.memory());
        byte[] out = bpf.xdp(NAME).run(packet.array()).data();
        ByteBuffer after = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).position(OUT);
        return new State(after.getLong(), after.getLong(), after.getLong(), after.getLong());
    }

    @Override
    public void close() {
        bpf.close();
    }
}
