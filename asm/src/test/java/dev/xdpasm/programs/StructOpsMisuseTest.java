package dev.xdpasm.programs;

import static dev.xdpasm.dsl.OpsStruct.TCP_CONGESTION_OPS;
import static dev.xdpasm.dsl.Types.U32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.dsl.FunctionProbe;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.Ops;
import dev.xdpasm.dsl.OpsProgram;
import dev.xdpasm.dsl.OpsStruct;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.Types;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What structs of functions cannot have is refused by the call that says it, with its Java line. */
class StructOpsMisuseTest {
    private static Arguments wrong(String expected, Executable program) {
        return Arguments.of(expected, program);
    }

    private static Arguments ops(String expected, Consumer<Ops> body) {
        return wrong(expected, () -> Programs.object(o -> o.structOps("cc", TCP_CONGESTION_OPS, body)));
    }

    private static Arguments program(String expected, String member, Consumer<OpsProgram> body) {
        return ops(expected, ops -> ops.program(member, body));
    }

    static Stream<Arguments> members() {
        return Stream.of(
                ops("struct tcp_congestion_ops has no member 'sstresh' that a program, a text or a number can be put in, expected one of"
                                + " ssthresh, cong_avoid, set_state, cwnd_event, in_ack_event, pkts_acked, min_tso_segs, cong_control,"
                                + " undo_cwnd, sndbuf_expand, name, flags, init, release",
                        ops -> ops.program("sstresh", p -> p.give(2))),
                ops("member ssthresh of cc was given a program before (line N)", ops -> {
                    ops.program("ssthresh", p -> p.give(2));
                    ops.program("ssthresh", p -> p.give(3));
                }),
                ops("member flags of cc was given a value before (line N)", ops -> {
                    ops.number("flags", 1);
                    ops.number("flags", 1);
                }),
                ops("'char name[16]' of struct tcp_congestion_ops takes a text (ops.text), not a program", ops -> ops.program("name", p -> {})),
                ops("'u32 (*ssthresh)(struct sock *sk)' of struct tcp_congestion_ops takes a program (ops.program), not a number",
                        ops -> ops.number("ssthresh", 7)),
                ops("'u32 flags' of struct tcp_congestion_ops takes a number (ops.number), not a text", ops -> ops.text("flags", "x")),
                ops("'a_name_of_16_char' for 'char name[16]' of struct tcp_congestion_ops: expected 1 to 15 letters of ASCII, digits, _ and .",
                        ops -> ops.text("name", "a_name_of_16_char")),
                ops("'' for 'char name[16]' of struct tcp_congestion_ops: expected 1 to 15 letters of ASCII, digits, _ and .",
                        ops -> ops.text("name", "")),
                ops("'two words' for 'char name[16]' of struct tcp_congestion_ops: expected 1 to 15 letters of ASCII, digits, _ and .",
                        ops -> ops.text("name", "two words")),
                ops("4294967296 does not fit 'u32 flags' of struct tcp_congestion_ops, which holds 0 to 4294967295",
                        ops -> ops.number("flags", 1L << 32)),
                ops("nothing is said of cc, expected a program or a value of some member of struct tcp_congestion_ops", ops -> {}),
                ops("cc has no undo_cwnd, which the kernel wants of struct tcp_congestion_ops", ops -> {
                    ops.text("name", "cc");
                    ops.program("ssthresh", p -> p.give(2));
                }),
                ops("cc has no cong_avoid and no cong_control, which the kernel wants of struct tcp_congestion_ops: one is enough", ops -> {
                    ops.text("name", "cc");
                    ops.program("ssthresh", p -> p.give(2));
                    ops.program("undo_cwnd", p -> p.give(2));
                }),
                ops("text() is given null as 'text'; a constant has to stand above the program that uses it", ops -> ops.text("name", null)));
    }

    static Stream<Arguments> programs() {
        return Stream.of(
                program("'u32 (*ssthresh)(struct sock *sk)' has no argument 'acked', expected one of sk", "ssthresh", p -> p.argument("acked")),
                program("argument 1 of 'u32 (*ssthresh)(struct sock *sk)', expected 0 to 0", "ssthresh", p -> p.argument(1)),
                program("'struct sock *sk' of ssthresh is a pointer: p.argument(0, \"sock\") is what it leads to",
                        "ssthresh", p -> p.argument("sk")),
                program("'u32 acked' of cong_avoid is a number, not a struct: p.argument(2)", "cong_avoid", p -> p.argument("acked", "sock")),
                program("'void (*init)(struct sock *sk)' returns nothing: p.done() ends the path",
                        "init", p -> p.give(p.num(U32, 1))),
                program("'void (*init)(struct sock *sk)' returns nothing, not 1", "init", p -> p.give(1)),
                program("'u32 (*ssthresh)(struct sock *sk)' returns a number: p.give(...) ends the path with one", "ssthresh", OpsProgram::done),
                program("-1 does not fit what 'u32 (*ssthresh)(struct sock *sk)' returns, which is 0 to 4294967295",
                        "ssthresh", p -> p.give(-1)),
                ops("'void (*init)(struct sock *sk)' returns nothing, not 2", ops -> ops.program("init", 2, p -> {})),
                program("256 does not fit a u8, which holds 0 to 255",
                        "init", p -> p.argument("sk", "tcp_sock").set("ecn_flags", Types.U8, 256)),
                wrong("'snd_cwnd' of tcp_sock is read as a copy: only what fentry, members of structs of functions and kfuncs are given can be"
                                + " written",
                        () -> Programs.object(o -> o.probe("p", "kprobe/tcp_ack",
                                (FunctionProbe p) -> p.argument(0, "tcp_sock").set("snd_cwnd", U32, 1)))));
    }

    private static final OpsStruct QUEUE = OpsStruct.of("struct Qdisc_ops { struct sk_buff *(*dequeue)(struct Qdisc *); };");

    private static final OpsStruct ANY = OpsStruct.of("struct tcp_congestion_ops { void (*init)(struct sock *sk); u32 flags; };");

    static Stream<Arguments> structs() {
        return Stream.of(
                wrong("struct tcp_congestion_ops is of Linux 5.6, and the program is for 5.4 too (Programs.kernel)",
                        () -> Programs.object(o -> {
                            o.kernel(5, 4);
                            o.structOps("cc", TCP_CONGESTION_OPS, ops -> {});
                        })),
                wrong("'void (*cong_control)(struct sock *sk, u32 ack, int flag, const struct rate_sample *rs)' is of Linux 6.10, and the"
                                + " program is for 6.1 too (Programs.kernel)",
                        () -> Programs.object(o -> {
                            o.kernel(6, 1);
                            o.structOps("cc", TCP_CONGESTION_OPS, ops -> ops.program("cong_control", p -> {}));
                        })),
                wrong("a struct of functions that is registered by a link is of Linux 6.4, and the program is for 6.1 too (Programs.kernel)",
                        () -> Programs.object(o -> {
                            o.kernel(6, 1);
                            o.structOps("cc", TCP_CONGESTION_OPS, Ops::linked);
                        })),
                wrong("'tcp_congestion_ops' declares no struct of functions, expected one such as 'struct tcp_congestion_ops { u32"
                                + " (*ssthresh)(struct sock *sk); char name[16]; }'",
                        () -> OpsStruct.of("tcp_congestion_ops")),
                wrong("'gfp_t' is no type that is known: expected void, an integer such as u32, bool, or a struct, union or enum by its name,"
                                + " and pointers to these",
                        () -> OpsStruct.of("struct s { int (*f)(gfp_t flags); }")),
                wrong("'struct sock' is a struct by value, which functions that programs know neither take nor return: expected a pointer",
                        () -> OpsStruct.of("struct s { int (*f)(struct sock sk); }")),
                wrong("struct tcp_congestion_ops has no member 'name' that a program, a text or a number can be put in, expected one of init,"
                                + " flags",
                        () -> ANY.wanting("init", "name|flags")),
                wrong("struct s declares member a twice", () -> OpsStruct.of("struct s { u32 a; u64 a; }")),
                wrong("'struct sk_buff *(*dequeue)(struct Qdisc *)' returns a pointer, which a program cannot give yet",
                        () -> Programs.object(o -> o.structOps("q", QUEUE, ops -> ops.program("dequeue", p -> {})))),
                wrong("'8bit' is no name of a struct: expected up to 127 letters of ASCII, digits and _, with no digit first",
                        () -> Programs.object(o -> o.structOps("8bit", TCP_CONGESTION_OPS, ops -> {}))),
                wrong("two different maps are called cc: give one another name", () -> Programs.object(o -> {
                    o.structOps("cc", ANY, ops -> ops.number("flags", 1));
                    o.structOps("cc", ANY, ops -> ops.number("flags", 2));
                })),
                wrong("a map and a global are called cc, and both become symbols: give one another name", () -> Programs.object(o -> {
                    o.structOps("cc", ANY, ops -> ops.program("init", p -> p.global(Globals.counter("cc", U32)).add(1)));
                })));
    }

    @ParameterizedTest
    @MethodSource({"members", "programs", "structs"})
    void isRefusedAtItsLine(String expected, Executable program) {
        AssemblyException refused = assertThrows(AssemblyException.class, program);
        assertEquals("StructOpsMisuseTest.java", refused.where().orElseThrow().file());
        assertEquals(expected, refused.getMessage()
                .replaceFirst("^StructOpsMisuseTest\\.java:\\d+: ", "")
                .replaceAll("StructOpsMisuseTest\\.java:\\d+", "line N"));
    }
}
