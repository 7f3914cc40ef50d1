package dev.xdpasm.loader.sys;

import dev.xdpasm.loader.sys.AttrLayout.ProgLoad;
import dev.xdpasm.loader.sys.AttrLayout.Test;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** {@code bpf(2)} on programs: load and run, each giving the kernel's answer, 0 or more, or a negated errno. */
public final class ProgramCalls {
    private static final int BPF_LOG_LEVEL1 = 1;

    /** The verifier gives up with EAGAIN when a signal is pending, and some kernels when memory is short. */
    private static final int EAGAIN_TRIES = 5;

    private ProgramCalls() {}

    /**
     * A program to load.
     *
     * @param type its {@code enum bpf_prog_type}
     * @param name its name; the kernel is given what it takes of it
     * @param insns the instructions' bytes, 8 each, references resolved
     * @param license its license, such as {@code GPL}
     * @param expectedAttachType an {@code enum bpf_attach_type}, 0 for none. Linux 4.17
     * @param flags {@code BPF_F_*} of BPF_PROG_LOAD, 0 for none
     * @param version the kernel that it says it is for, which kernels before 5.0 compare
     * @param attachBtfId id of what it is attached to in the kernel's types, or in those of another program, 0 for none. Linux 5.5
     * @param attachProgramFd the other program, of which it replaces or traces a function, 0 for none. Linux 5.6
     * @param tokenFd the token by which it is loaded, 0 for none. Linux 6.9
     * @param instructions what is known about its instructions
     * @param modules descriptors of the types of modules, which calls of their functions name by their place, the first one being
     *     none; empty if there are no such calls. Linux 5.14
     */
    public record Program(
            int type,
            String name,
            byte[] insns,
            String license,
            int expectedAttachType,
            int flags,
            int version,
            int attachBtfId,
            int attachProgramFd,
            int tokenFd,
            Instructions instructions,
            List<Integer> modules) {

        /** A program of whose instructions nothing is known. */
        public Program(int type, String name, byte[] insns, String license, int expectedAttachType, int flags) {
            this(type, name, insns, license, expectedAttachType, flags, 0, 0, 0, 0, Instructions.UNKNOWN, List.of());
        }
    }

    /**
     * What is known about instructions.
     *
     * @param btfFd the types that it refers to, 0 for none
     * @param functions records of {@code struct bpf_func_info}. Linux 4.20
     * @param lines records of {@code struct bpf_line_info}. Linux 5.0
     */
    public record Instructions(int btfFd, byte[] functions, byte[] lines) {
        /** Nothing is known. */
        public static final Instructions UNKNOWN = new Instructions(0, new byte[0], new byte[0]);

        static final int FUNCTION_BYTES = 8;
        static final int LINE_BYTES = 16;
    }

    /**
     * What the kernel said to a load with a log.
     *
     * @param answer the descriptor, or a negated errno; ENOSPC says that the log did not fit
     * @param log the log as far as it fitted: its end since Linux 6.4, its beginning before
     * @param trueSize what the whole log takes; 0 before Linux 6.4, which does not tell
     */
    public record LoggedLoad(long answer, String log, int trueSize) {}

    /**
     * What a program is to be run on.
     *
     * @param data the packet; empty for programs that have none
     * @param dataRoom room for what the program leaves of it
     * @param context the context's bytes; empty for the kernel's own
     * @param contextRoom room for what the program leaves of it
     * @param repeat how often, 0 for a type that runs once only
     * @param flags {@code BPF_F_TEST_*}
     * @param cpu the CPU, with BPF_F_TEST_RUN_ON_CPU
     */
    public record Input(
            byte[] data, int dataRoom, byte[] context, int contextRoom, int repeat, int flags, int cpu) {}

    /**
     * What a run gave.
     *
     * @param answer 0, or a negated errno; ENOSPC says that the data did not fit {@code data}
     * @param retval r0 of the last run
     * @param nanos time of one run, averaged over the repeats
     * @param size bytes that the program left
     * @param data the bytes that it left, as far as there was room
     * @param context the bytes of the context that it left; where no room was given for them, those that went in, which a syscall
     *     program may have changed in place
     */
    public record Run(long answer, int retval, int nanos, int size, byte[] data, byte[] context) {}

    /** {@return the program's descriptor} BPF_PROG_LOAD without a log, the cheapest. */
    public static long load(Program program) {
        return loadAttr(program, Optional.empty()).call(BpfCommand.BPF_PROG_LOAD, EAGAIN_TRIES);
    }

    /** BPF_PROG_LOAD with a log at level 1 in a buffer of {@code room} bytes. */
    public static LoggedLoad load(Program program, int room) {
        NativeMemory log = NativeMemory.allocate(room);
        BpfAttr attr = loadAttr(program, Optional.of(log));
        long answer = attr.call(BpfCommand.BPF_PROG_LOAD, EAGAIN_TRIES);
        return new LoggedLoad(answer, log.string(0, room), attr.u32(ProgLoad.LOG_TRUE_SIZE));
    }

    static BpfAttr loadAttr(Program program, Optional<NativeMemory> log) {
        BpfAttr attr = BpfAttr.begin(program.tokenFd() == 0 ? ProgLoad.SIZE : ProgLoad.SIZE_WITH_TOKEN)
                .u32(ProgLoad.PROG_TYPE, program.type())
                .u32(ProgLoad.INSN_CNT, program.insns().length / Long.BYTES)
                .pointer(ProgLoad.INSNS, program.insns())
                .text(ProgLoad.LICENSE, program.license())
                .u32(ProgLoad.PROG_FLAGS, program.flags())
                .name(ProgLoad.PROG_NAME, program.name())
                .u32(ProgLoad.KERN_VERSION, program.version())
                .u32(ProgLoad.EXPECTED_ATTACH_TYPE, program.expectedAttachType())
                .u32(ProgLoad.ATTACH_BTF_ID, program.attachBtfId())
                .u32(ProgLoad.ATTACH_PROG_FD, program.attachProgramFd());
        if (!program.modules().isEmpty()) {
            ByteBuffer places = ByteBuffer.allocate(program.modules().size() * Integer.BYTES).order(ByteOrder.nativeOrder());
            program.modules().forEach(places::putInt);
            attr.pointer(ProgLoad.FD_ARRAY, places.array());
        }
        if (program.tokenFd() != 0) {
            attr.u32(ProgLoad.PROG_FLAGS, program.flags() | ObjectCalls.BPF_F_TOKEN_FD).u32(ProgLoad.PROG_TOKEN_FD, program.tokenFd());
        }
        Instructions known = program.instructions();
        if (known.btfFd() != 0) {
            attr.u32(ProgLoad.PROG_BTF_FD, known.btfFd());
        }
        if (known.functions().length > 0) {
            attr.u32(ProgLoad.FUNC_INFO_REC_SIZE, Instructions.FUNCTION_BYTES)
                    .u32(ProgLoad.FUNC_INFO_CNT, known.functions().length / Instructions.FUNCTION_BYTES)
                    .pointer(ProgLoad.FUNC_INFO, known.functions());
        }
        if (known.lines().length > 0) {
            attr.u32(ProgLoad.LINE_INFO_REC_SIZE, Instructions.LINE_BYTES)
                    .u32(ProgLoad.LINE_INFO_CNT, known.lines().length / Instructions.LINE_BYTES)
                    .pointer(ProgLoad.LINE_INFO, known.lines());
        }
        log.ifPresent(buffer -> attr.u32(ProgLoad.LOG_LEVEL, BPF_LOG_LEVEL1)
                .u32(ProgLoad.LOG_SIZE, buffer.size())
                .pointer(ProgLoad.LOG_BUF, buffer));
        return attr;
    }

    /** BPF_PROG_RUN {@code repeat} times over the same packet, with room for {@code room} bytes afterwards. */
    public static Run run(int fd, byte[] packet, int repeat, int room) {
        return run(fd, new Input(packet, room, new byte[0], 0, repeat, 0, 0));
    }

    /** BPF_PROG_RUN. */
    public static Run run(int fd, Input input) {
        NativeMemory data = NativeMemory.allocate(input.dataRoom());
        NativeMemory context = NativeMemory.allocate(input.contextRoom());
        NativeMemory given = NativeMemory.of(input.context());
        BpfAttr attr = runAttr(fd, input, data, given, context);
        long answer = attr.call(BpfCommand.BPF_PROG_RUN);
        int size = attr.u32(Test.DATA_SIZE_OUT);
        return new Run(
                answer,
                attr.u32(Test.RETVAL),
                attr.u32(Test.DURATION),
                size,
                data.copy(0, Math.max(0, Math.min(size, data.size()))),
                context.size() == 0
                        ? given.copy(0, given.size())
                        : context.copy(0, Math.max(0, Math.min(attr.u32(Test.CTX_SIZE_OUT), context.size()))));
    }

    /** Types without a packet, or a context, refuse the address of one. */
    static BpfAttr runAttr(int fd, Input input, NativeMemory data, NativeMemory given, NativeMemory context) {
        BpfAttr attr = BpfAttr.begin(Test.SIZE)
                .u32(Test.PROG_FD, fd)
                .u32(Test.REPEAT, input.repeat())
                .u32(Test.FLAGS, input.flags())
                .u32(Test.CPU, input.cpu());
        if (input.data().length > 0) {
            attr.u32(Test.DATA_SIZE_IN, input.data().length).pointer(Test.DATA_IN, input.data());
        }
        if (data.size() > 0) {
            attr.u32(Test.DATA_SIZE_OUT, data.size()).pointer(Test.DATA_OUT, data);
        }
        if (input.context().length > 0) {
            attr.u32(Test.CTX_SIZE_IN, input.context().length).pointer(Test.CTX_IN, given);
        }
        if (context.size() > 0) {
            attr.u32(Test.CTX_SIZE_OUT, context.size()).pointer(Test.CTX_OUT, context);
        }
        return attr;
    }

    /** {@return a descriptor that keeps run-time statistics on until it is closed} BPF_ENABLE_STATS, Linux 5.8. */
    public static long enableRunStats() {
        return BpfAttr.begin(Integer.BYTES).call(BpfCommand.BPF_ENABLE_STATS);
    }
}
