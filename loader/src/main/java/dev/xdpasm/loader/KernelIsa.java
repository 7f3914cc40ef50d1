package dev.xdpasm.loader;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R10;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Immediate;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.Instruction.Alu;
import dev.xdpasm.isa.Instruction.Atomic;
import dev.xdpasm.isa.Instruction.Branch;
import dev.xdpasm.isa.Instruction.ByteSwap;
import dev.xdpasm.isa.Instruction.Exit;
import dev.xdpasm.isa.Instruction.JumpLong;
import dev.xdpasm.isa.Instruction.Load;
import dev.xdpasm.isa.Instruction.MoveSignExtended;
import dev.xdpasm.isa.Instruction.Store;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ProgramCalls;
import dev.xdpasm.uapi.ProgramType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which level of the instruction set the running kernel has, found out by loading a small program of each: {@code new
 * Assembler(KernelIsa.level())} takes what the kernel will take.
 *
 * <p>{@link IsaLevel#V4} says that the kernel has what RFC 9669 counts to it (Linux 6.6); {@code load_acquire} and {@code
 * store_release} came later (6.15).
 */
public final class KernelIsa {
    /** The answer once there is one: a kernel that could not be asked is asked again. */
    private static volatile Optional<IsaLevel> known = Optional.empty();

    private KernelIsa() {}

    /**
     * {@return the highest level all of whose instructions, and those of the levels below, the kernel loads} Asked once.
     *
     * @throws KernelException if it cannot be asked, for want of privileges mostly
     */
    public static IsaLevel level() {
        Optional<IsaLevel> before = known;
        if (before.isPresent()) {
            return before.get();
        }
        IsaLevel found = IsaLevel.V1;
        for (IsaLevel level : IsaLevel.values()) {
            if (!loads(probe(level))) {
                break;
            }
            found = level;
        }
        known = Optional.of(found);
        return found;
    }

    private static boolean loads(Code program) {
        long answer = ProgramCalls.load(new ProgramCalls.Program(
                ProgramType.BPF_PROG_TYPE_SOCKET_FILTER.value(), "isa_level", program.toBytes(), "GPL", 0, 0));
        if (answer >= 0) {
            new Fd((int) answer, "program isa_level").close();
            return true;
        }
        if (answer != -Errno.EINVAL) {
            throw Refusal.bpf(
                    "the kernel could not be asked for its instructions",
                    BpfCommand.BPF_PROG_LOAD,
                    answer,
                    Capability.CAP_BPF);
        }
        return false;
    }

    /** A program of what a level brings: jumps go to the instruction behind them. */
    static Code probe(IsaLevel level) {
        List<Instruction> body =
                switch (level) {
                    case V1 -> List.of(new Alu(Width.W32, AluOp.ADD, R0, new Immediate(1)));
                    case V2 -> List.of(new Branch(Width.W64, Condition.JLT, R0, new Immediate(1), (short) 0));
                    case V3 -> List.of(
                            new Branch(Width.W32, Condition.JEQ, R0, new Immediate(1), (short) 0),
                            new Store(Size.DW, R10, (short) -8, R0),
                            new Atomic(AtomicOp.FETCH_ADD, Size.DW, R10, (short) -8, R0));
                    case V4 -> List.of(
                            new JumpLong(0),
                            new MoveSignExtended(Width.W64, R0, R0, 8),
                            new ByteSwap(ByteOrderOp.BSWAP, R0, 16),
                            new Alu(Width.W64, AluOp.SDIV, R0, new Immediate(2)),
                            new Store(Size.DW, R10, (short) -8, R0),
                            new Load(Size.B, true, R0, R10, (short) -8));
                };
        Stream<Instruction> first = Stream.of(new Alu(Width.W64, AluOp.MOV, R0, new Immediate(0)));
        return Code.of(Stream.of(first, body.stream(), Stream.of(new Exit()))
                .flatMap(part -> part)
                .mapToLong(Instruction::pack)
                .toArray());
    }
}
