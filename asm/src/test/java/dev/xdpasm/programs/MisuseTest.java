package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.BE16;
import static dev.xdpasm.dsl.Types.BE32;
import static dev.xdpasm.dsl.Types.MAC;
import static dev.xdpasm.dsl.Types.S32;
import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.struct;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_UDP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.dsl.BytesField;
import dev.xdpasm.dsl.Computation;
import dev.xdpasm.dsl.Functions;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.ProgramsRef;
import dev.xdpasm.dsl.PtRegs;
import dev.xdpasm.dsl.RingRef;
import dev.xdpasm.dsl.SpinLock;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Tc;
import dev.xdpasm.dsl.Tracepoint;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Types;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.MapType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be is refused by the call that asks for it, with its Java line and the way out. */
class MisuseTest {
    private static final MapRef<Net, NumField> RULES = Maps.hash("rules", BE32, U32, 16);

    static final class Word extends Struct {
        final NumField word = u32();
    }

    static final class Account extends Struct {
        final SpinLock lock = struct(SpinLock::new);
        final NumField packets = u32();
    }

    static final class Large extends Struct {
        final List<BytesField> parts = new ArrayList<>();

        Large() {
            for (int i = 0; i < 9; i++) {
                parts.add(bytes(64));
            }
        }
    }

    static final class Half extends Struct {
        final List<BytesField> parts = new ArrayList<>();

        Half() {
            for (int i = 0; i < 5; i++) {
                parts.add(bytes(64));
            }
        }
    }

    private static final Type<Large, Large> LARGE = struct(Large::new);
    private static final Type<Half, Half> HALF = struct(Half::new);
    private static final RingRef<Word> RING = Maps.ring("ring", struct(Word::new), 4096);
    private static final RingRef<Half> HALVES = Maps.ring("halves", HALF, 4096);
    private static final MapRef<Num, Account> ACCOUNTS = Maps.array("accounts", struct(Account::new), 1);
    private static final MapRef<Num, NetField> ADDRESSES = Maps.array("addresses", BE32, 4);
    private static final MapRef<Num, Word> WORDS = Maps.array("words", struct(Word::new), 4);
    private static final MapRef<Num, BytesField> MACS = Maps.array("macs", MAC, 4);
    private static final ProgramsRef NEXT = Maps.programs("next", 1);

    private static int marked;

    /** Marks the line that is wrong. */
    private static void here() {
        marked = StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
    }

    /** {@return what is said of the line that was marked, or of one of this file where none was; other lines of it are N} */
    private static String refusal(Executable program) {
        marked = 0;
        AssemblyException refused = assertThrows(AssemblyException.class, program);
        SourceLine where = refused.where().orElseThrow(() -> new AssertionError(refused));
        assertEquals("MisuseTest.java", where.file());
        if (marked != 0) {
            assertEquals(marked, where.line(), refused.getMessage());
        }
        return refused.getMessage().replaceFirst("^MisuseTest\\.java:\\d+: ", "").replaceAll("MisuseTest\\.java:\\d+", "line N");
    }

    private static String refusal(Consumer<Xdp> body) {
        return refusal(() -> {
            Xdp.program("wrong", body);
        });
    }

    // ---- what moves the packet

    private static final String MOVED = "the packet may have moved since this header was found (line N): take it from the packet again";

    static Stream<Consumer<Xdp>> moves() {
        return Stream.of(
                p -> p.adjustHead(-4),
                p -> p.adjustHead(p.num(4), p::drop),
                p -> p.adjustTail(-4),
                p -> p.addMeta(Word::new),
                p -> p.storeBytes(p.num(0), BE16, p.num(1).net(BE16)),
                p -> p.tailCall(NEXT, 0),
                p -> p.call(Helper.bpf_xdp_adjust_head, -4));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void headersFromBeforeAMoveAreGone(Consumer<Xdp> move) {
        assertEquals(MOVED, refusal(p -> {
            var eth = p.ethernet();
            move.accept(p);
            here(); eth.type(0x0800);
        }));
    }

    @Test
    void idsHaveSoManyBits() {
        assertEquals("a VLAN id of 4096, expected 0 to 4095", refusal(p -> {
            var tag = p.vlan();
            here(); tag.id(4096);
        }));
        assertEquals("a network id of 16777216, expected 0 to 16777215 (24 bits)", refusal(p -> {
            var tunnel = p.vxlan();
            here(); tunnel.vni(0x100_0000);
        }));
    }

    private static String refusalOfTracepoint(Consumer<Tracepoint> body) {
        return refusal(() -> Programs.object(o -> o.tracepoint("wrong", "sched/sched_switch", body)));
    }

    @Test
    void whatTheKernelCallsThingsAreNames() {
        String expected = ": expected up to 127 letters of ASCII, digits and _, with no digit first";
        assertEquals("'file name' is no name of a field" + expected, refusalOfTracepoint(p -> {
            here(); p.text("file name", 64);
        }));
        assertEquals("'struct task_struct' is no name of a struct" + expected, refusalOfTracepoint(p -> {
            here(); p.event().object("parent", "struct task_struct");
        }));
        assertEquals("'args[5000]' lies 40000 bytes behind the array's begin, and what is read in place lies at most 32767 from where its"
                + " struct does", refusalOfTracepoint(p -> {
            here(); p.field("args[5000]", Types.U64);
        }));
        assertEquals("text() is given null as 'name'; a constant has to stand above the program that uses it", refusalOfTracepoint(p -> {
            here(); p.text(null, 64);
        }));
    }

    static Stream<Consumer<Tc>> movesOfTc() {
        return Stream.of(
                p -> p.pull(40),
                p -> p.vlanPush(0x8100, p.num(1)),
                p -> p.vlanPop(),
                p -> p.cloneRedirect(p.num(1)),
                p -> p.replaceL3Checksum(p.num(24), p.num(1).net(BE16), p.num(2).net(BE16)),
                p -> p.replaceL4Checksum(p.num(24), p.num(1).net(BE16), p.num(2).net(BE16), false));
    }

    @ParameterizedTest
    @MethodSource("movesOfTc")
    void headersFromBeforeAMoveAreGoneInTc(Consumer<Tc> move) {
        assertEquals(MOVED, refusal(() -> Tc.program("wrong", p -> {
            var eth = p.ethernet();
            move.accept(p);
            here(); eth.type(0x0800);
        })));
    }

    @Test
    void thePacketStaysWhereItIsInALoop() {
        assertEquals(
                "the packet cannot be moved in a loop: what was found in it before would be gone in the next turn",
                refusal(p -> p.repeat(3, (i, loop) -> p.adjustHead(-4))));
    }

    // ---- what has to be given back

    /** No path can forget it: the body's end hands it out, and so does whatever leaves the body. */
    @Test
    void aRecordThatWasHandedOutIsGone() {
        assertEquals("this record was handed out at the end of the block that begins at line N", refusal(p -> {
            List<Word> kept = new ArrayList<>();
            p.reserve(RING, word -> kept.add(word));
            here(); kept.get(0).word.set(1);
        }));
        assertEquals("this is never done, the path has ended at line N: put what ends it into p.when(...) if it is for some packets only",
                refusal(p -> p.reserve(RING, (word, record) -> {
                    record.discard();
                    here(); word.word.set(1);
                })));
        assertEquals("this is never done, the path has ended at line N: put what ends it into p.when(...) if it is for some packets only",
                refusal(p -> p.reserve(RING, (word, record) -> {
                    record.submit();
                    here(); record.discard();
                })));
    }

    @Test
    void aHeldLockLetsNothingBeCalled() {
        assertEquals(
                "bpf_ktime_get_ns cannot be called while a lock is held (line N): do it before or behind the body",
                refusal(p -> {
                    var account = p.lookup(ACCOUNTS, 0).orElse(() -> p.drop());
                    p.locked(account.lock, () -> {
                        here(); p.ktime();
                    });
                }));
    }

    // ---- byte order that the compiler cannot see

    @Test
    void byteOrdersDoNotMixWhereTheCompilerCannotSee() {
        assertEquals(
                "'u32 hash' of bpf_set_hash is given as a number in host order, not as NetValue",
                refusal(() -> Tc.program("wrong", p -> {
                    here(); p.call(Helper.bpf_set_hash, p.ipv4().saddr());
                })));
        assertEquals("a u32 is wanted here, not a be32, which is in network order: turn it around with host()", refusal(p -> {
            var ip = p.ipv4();
            here(); p.update(RULES, ip.saddr(), ip.daddr());
        }));
        assertEquals("a be32 is wanted here, not a u32, which is in host order", refusal(p -> {
            here(); p.update(ADDRESSES, p.cpu(), p.cpu());
        }));
    }

    @Test
    void valuesOfAnotherTypeThanTheMaps() {
        assertEquals("a word is wanted here, not a half", refusal(p -> {
            var half = p.make(HALF, it -> {});
            here(); p.update(WORDS, p.cpu(), half);
        }));
        assertEquals("16 bytes into a field of 6", refusal(p -> {
            var ip = p.ipv6();
            here(); p.update(MACS, p.cpu(), ip.saddr());
        }));
    }

    // ---- what the kernel gives or not

    @Test
    void helpersOfOtherProgramTypes() {
        assertEquals(
                "programs of type BPF_PROG_TYPE_XDP cannot call bpf_skb_vlan_push, those can: sched_cls",
                refusal(p -> {
                    here(); p.call(Helper.bpf_skb_vlan_push, 0x8100, 7);
                }));
    }

    @Test
    void moreThan512BytesOfStack() {
        assertEquals(
                "the stack frame of wrong needs 576 bytes, but the kernel gives 512; the largest part 'large' has 576: keep it in a"
                        + " value of a per-CPU array",
                refusal(p -> {
                    here(); var large = p.make(LARGE, made -> {});
                    p.when(large.parts.get(0).isZero(), () -> p.drop());
                }));
    }

    @Test
    void moreThan512BytesOfStackInAll() {
        Functions.Of1<Num, Num> half = Functions.local("half", U32, U32, (f, n) -> {
            f.output(HALVES, f.make(HALF, it -> {}));
            f.give(n);
        });
        assertEquals(
                "with this call of half the stack is 640 bytes of the 512 that the kernel gives to all functions under way: keep large"
                        + " structs in a value of a per-CPU array",
                refusal(p -> {
                    p.output(HALVES, p.make(HALF, it -> {}));
                    here(); half.call(p, p.cpu());
                }));
    }

    @Test
    void loopsWithoutABound() {
        assertEquals(
                "1000000 turns of some 7 instructions are more than the verifier follows, a million in all: use p.loop (Linux 5.17),"
                        + " whose body shares one struct with the program, say that the kernel has may_goto (Programs.kernel(6, 9)), or tell LoopForm.VERIFIED where the loop is left"
                        + " early",
                refusal(p -> {
                    here(); p.repeat(1_000_000, (i, loop) -> {});
                }));
    }

    private static Functions.Of1<Num, Num> tower(int left) {
        return Functions.local("level" + left, U32, U32, (f, n) ->
                f.give(left == 0 ? n : tower(left - 1).call(f, n.plus(f.random()))));
    }

    @Test
    void moreThan8Frames() {
        assertEquals(
                "with this call of level0 9 functions are under way, the kernel lets 8 be: put the work of two into one",
                refusal(p -> p.action(tower(7).call(p, p.cpu()))));
    }

    private static Functions.Of1<Num, Num> again;

    @Test
    void recursion() {
        again = Functions.local("again", U32, U32, (f, n) -> {
            here(); f.give(again.call(f, n.minus(1)));
        });
        assertEquals(
                "again calls itself: the kernel refuses recursion, use a loop (p.repeat)", refusal(p -> again.call(p, p.cpu())));
    }

    // ---- what is said where it cannot be

    @Test
    void anotherProgramsLambda() {
        assertEquals(
                "this belongs to wrong (line N), and here inner (line N) is being written: use what that one's lambda is given",
                refusal(outer -> Xdp.program("inner", p -> {
                    here(); outer.drop();
                })));
        List<Xdp> kept = new ArrayList<>();
        Xdp.program("inner", kept::add);
        assertEquals(
                "this belongs to inner (line N), and here wrong (line N) is being written: use what that one's lambda is given",
                refusal(p -> {
                    here(); kept.get(0).drop();
                }));
        assertEquals(
                "this belongs to inner (line N), which is not being written: its lambda is over, or another thread runs it",
                refusal(() -> {
                    here(); kept.get(0).drop();
                }));
    }

    @Test
    void programsAreMadeInsideEachOther() {
        List<BpfObject> inner = new ArrayList<>();
        var outer = Xdp.program("outer", p -> {
            p.when(p.cpu().eq(1), () -> inner.add(Xdp.program("inner", q -> q.when(q.cpu().eq(2), q::tx))));
            p.drop();
        });
        assertEquals(
                Xdp.program("inner", q -> q.when(q.cpu().eq(2), q::tx)).programs().get(0).code().words().length,
                inner.get(0).programs().get(0).code().words().length);
        assertEquals(1, outer.programs().size());
    }

    @Test
    void behindTheEndOfAPath() {
        String text = "this is never done, the path has ended at line N: put what ends it into p.when(...) if it is for some packets only";
        assertEquals(text, refusal(p -> {
            p.drop();
            here(); p.pass();
        }));
        assertEquals(text, refusal(p -> {
            p.when(p.cpu().eq(1), () -> p.drop()).otherwise(() -> p.tx());
            here(); p.ethernet();
        }));
        assertEquals(text, refusal(p -> p.repeat(9, (i, loop) -> {
            loop.leave();
            here(); loop.next();
        })));
        assertEquals(text, refusal(p -> p.compute(U32, 1, c -> {
            c.give(2);
            here(); p.when(p.cpu().eq(1), () -> c.give(3));
        })));
        Xdp.program("asks", p -> {
            p.drop();
            assertTrue(p.hasEnded());
        });
    }

    @Test
    void nullOfAConstantThatComesLater() {
        assertEquals("lookup() is given null as 'map'; a constant has to stand above the program that uses it", refusal(p -> {
            here(); p.lookup(later, p.cpu());
        }));
        assertEquals("update() is given null as 'value'; a constant has to stand above the program that uses it", refusal(p -> {
            here(); p.update(RULES, p.ipv4().saddr(), (Num) null);
        }));
        assertEquals("hash() is given null as 'keys'; a constant has to stand above the program that uses it", refusal(() -> {
            here(); Maps.hash("m", null, U32, 1);
        }));
    }

    private static MapRef<Num, NumField> later;

    @Test
    void nullPointersOfThePersonsOwnStayTheirs() {
        assertThrows(NullPointerException.class, () -> Xdp.program("own", p -> later.toString()));
    }

    // ---- values

    @Test
    void aNumberIsNotKnownOutsideOfItsBlock() {
        List<Num> kept = new ArrayList<>();
        String text = refusal(p -> {
            var eth = p.ethernet();
            p.when(eth.type().eq(8), () -> kept.add(p.ipv4().ttl()));
            p.when(kept.get(0).eq(1), () -> p.drop());
        });
        assertEquals(
                "this number was computed in the block that begins at line N and is not known outside of it: keep it in a variable"
                        + " (p.var), set there",
                text);
    }

    @Test
    void aVariableIsNotKnownOutsideOfItsBlock() {
        String text = "this variable was made in the block that begins at line N and is not known outside of it";
        assertEquals(text, refusal(p -> {
            List<Num> kept = new ArrayList<>();
            p.when(p.cpu().eq(1), () -> kept.add(p.var(U32, 5)));
            here(); p.action(kept.get(0));
        }));
        assertEquals(text, refusal(p -> {
            List<Net> kept = new ArrayList<>();
            p.when(p.cpu().eq(1), () -> kept.add(p.netVar(BE16, 5)));
            here(); p.ethernet().type(kept.get(0));
        }));
    }

    @Test
    void javaCannotCompareWhatIsKnownLater() {
        String text = "equals() compares objects of Java as the program is made, not what they hold as it runs: p.when(a.eq(b), ...)";
        assertEquals(text, refusal(p -> {
            var eth = p.ethernet();
            here(); p.when(eth.type().equals(ETH_P_IP) ? p.cpu().eq(1) : p.cpu().eq(2), () -> p.drop());
        }));
        assertEquals(text, refusal(p -> {
            var cpu = p.cpu();
            here(); cpu.equals(p.cpu());
        }));
    }

    @Test
    void aStructIsTakenFromSomewhere() {
        assertEquals(
                "this word is in no memory: take one from a packet (p.header), a map (p.lookup) or the stack (p.make)", refusal(p -> {
                    here(); p.action(new Word().word);
                }));
    }

    @Test
    void orElseHasToEndThePath() {
        assertEquals(
                "orElse() has to end the path, such as with p.pass(): what it stands for is not there",
                refusal(p -> p.lookup(RULES, p.ipv4().saddr()).orElse(() -> {})));
    }

    @Test
    void sizesInNetworkOrderDoNotMix() {
        assertEquals(
                "be16 == be32 mixes sizes: in network order their bytes do not line up, turn both around with host()",
                refusal(p -> p.ethernet().type().eq(p.ipv4().saddr())));
    }

    @Test
    void signsDoNotMix() {
        assertEquals(
                "u32 += s32 mixes signed and unsigned: say which is meant, such as .as(S64) or .as(U32)",
                refusal(p -> p.cpu().plus(p.random().as(S32))));
    }

    @Test
    void constantsFitWhatTheyAreComparedWith() {
        assertEquals(
                "70000 does not fit a be16, which holds 0 to 65535", refusal(p -> p.ethernet().type().eq(70000)));
    }

    static final class Empty extends Struct {}

    static final class Backwards extends Struct {
        final NumField first = u32();

        {
            skip(-2);
        }
    }

    @Test
    void aComputationThatIsOverIsGivenNothing() {
        List<Computation> kept = new ArrayList<>();
        assertEquals("this compute() is over: give() is for its body", refusal(p -> {
            p.compute(U32, 0, kept::add);
            kept.get(0).give(1);
        }));
    }

    @Test
    void whatAFunctionDoesIsSaidToTheFunction() {
        assertEquals(
                "this belongs to wrong (line N), and here deciding (line N) is being written: give it to this one as an argument",
                refusal(p -> {
                    var deciding = Functions.local("deciding", U32, U32, (f, number) -> {
                        here(); p.drop();
                    });
                    deciding.call(p, p.cpu());
                }));
    }

    @Test
    void configurationIsNotWritten() {
        var limit = Globals.config("limit", U32, 5);
        String text = "a global of Globals.config never changes while programs run: make one that does with Globals.variable or"
                + " Globals.counter";
        assertEquals(text, refusal(p -> p.global(limit).add(1)));
        assertEquals(text, refusal(p -> p.global(limit).atomicAdd(1)));
        assertEquals(text, refusal(p -> p.global(limit).fetchAdd(1)));
    }

    @Test
    void aConstantKeyHasToBeAnIndexOfArraysOnly() {
        var array = Maps.array("array", U32, 4);
        var ports = Maps.hash("ports", U32, U32, 4);
        assertEquals("map array has entries 0 to 3, not 8080", refusal(p -> p.lookup(array, 8080).orElse(p::pass)));
        Xdp.program("right", p -> p.lookup(ports, 8080).orElse(p::pass).add(1));
    }

    @Test
    void mapsHaveEntriesKeysAndValues() {
        assertEquals("map m of -1 entries, expected 1 or more", refusal(p -> Maps.hash("m", U32, U32, -1)));
        assertEquals(
                "map m has values of 0 bytes: struct empty declares no fields", refusal(p -> Maps.array("m", struct(Empty::new), 1)));
    }

    @Test
    void mapsStayOfTheirKind() {
        assertEquals(
                "map rules (hash) becomes a map of another kind, array: give what a method of the specification returns, such as"
                        + " spec.withFlags(1)",
                refusal(p -> RULES.with(spec -> Maps.array("other", U32, 1).spec())));
    }

    @Test
    void whatTheKernelHasIsNoHeader() {
        var task = "'struct task_struct *task' of bpf_task_storage_get is given as an object of the kernel's, such as p.currentTask(),"
                + " not as ";
        var values = Maps.taskStorage("values", U32);
        assertEquals(task + "Ethernet", refusal(p -> p.lookup(values, p.ethernet())));
        assertEquals(task + "Integer", refusal(p -> p.lookup(values, 1)));
    }

    @Test
    void structsAreCopiedToOthersOfTheirSize() {
        assertEquals(
                "copy() from a struct of 40 bytes to one of 4: give two of one size",
                refusal(p -> p.<Struct>copy(p.vlan(), p.ipv6())));
        assertEquals(
                "copy() of what only its fields show, a context or a socket: take those that are needed",
                refusal(() -> Programs.object(o -> o.tc("copies", p -> p.copy(p.skb(), p.skb())))));
    }

    @Test
    void questionsAreAnsweredWithinTheirRange() {
        assertEquals("give(2): expected 0 to 1", refusal(() -> Programs.object(o -> o.skLookup("asked", p -> p.give(2)))));
        assertEquals("give(-1): expected 0 to 1", refusal(() -> Programs.object(o -> o.sockAddr("asked", "connect4", p -> p.give(-1)))));
        assertEquals("give(4): expected 0 to 3", refusal(() -> Programs.object(o -> o.sockAddr("asked", "bind4", p -> p.give(4)))));
        assertEquals("give(0): expected 1", refusal(() -> Programs.object(o -> o.sockAddr("asked", "recvmsg6", p -> p.give(0)))));
    }

    @Test
    void socketsThatCannotBeGivenBackAreNotLookedUp() {
        var sockets = Maps.sockmap("sockets", 4);
        assertEquals(
                "programs of type BPF_PROG_TYPE_RAW_TRACEPOINT cannot call bpf_sk_release, those can: cgroup_skb, cgroup_sock_addr,"
                        + " sched_cls, sk_lookup, sk_skb, xdp",
                refusal(() -> Programs.object(o -> o.probe("looks", "raw_tp/sys_enter", p -> p.lookup(sockets, 0, socket -> p.done())))));
    }

    @Test
    void registersHoldSoManyArguments() {
        assertEquals("argument 6, expected 0 to 5", refusal(() -> PtRegs.X86_64.argument(6)));
        assertEquals("argument -1, expected 0 to 7", refusal(() -> PtRegs.ARM64.argument(-1)));
    }

    @Test
    void mapsOfKindsThatTheKernelMakesEntriesOf() {
        assertEquals(
                "map m (task_storage): max_entries is 0, the type makes entries as they are needed",
                refusal(p -> Maps.keyed("m", MapType.BPF_MAP_TYPE_TASK_STORAGE, U32, U32, 16)));
    }

    @Test
    void errorsThatWereCaughtLeaveNoProgram() {
        assertEquals("wrong is written in part, since an error that was thrown here was caught: let it through", refusal(p -> {
            var type = p.ethernet().type();
            try {
                here(); p.when(type.eq(ETH_P_IP), () -> p.ipv4().ihl(16));
            } catch (AssemblyException ignored) {
                p.drop();
            }
        }));
    }

    @Test
    void bodiesShareWhatLiesOnTheStack() {
        var type = struct(Word::new);
        assertEquals(
                "the state that a body shares with what is around it lies on the stack, this is in packet: give what p.make(...) has made",
                refusal(p -> p.loop(p.num(4), type, p.header(Word::new), (turn, i, word) -> word.word.add(1))));
        assertEquals(
                "the state that a body shares with what is around it lies on the stack, this is in words: give what p.make(...) has made",
                refusal(p -> p.forEach(WORDS, type, p.lookup(WORDS, 0).orElse(p::pass), (turn, key, value, word) -> word.word.add(1))));
    }

    @Test
    void mapsAndGlobalsShareNoName() {
        var rules = Globals.counter("rules", U32);
        assertEquals("a map and a global are called rules, and both become symbols: give one another name", refusal(p -> {
            p.global(rules).add(1);
            p.lookup(RULES, p.ipv4().saddr()).orElse(p::pass);
        }));
    }

    @Test
    void functionsHaveNoNameOfAMapOrGlobal() {
        assertEquals("a function and a map are called wrong, and both become symbols: give one another name", refusal(p -> {
            var map = Maps.array("wrong", U32, 4); // as the program is called
            p.lookup(map, 0).orElse(p::pass);
        }));
        assertEquals("a function and a global are called wrong, and both become symbols: give one another name", refusal(p ->
                p.global(Globals.counter("wrong", U32)).add(1)));
        assertEquals("a function and a map are called rules, and both become symbols: give one another name", refusal(p -> {
            p.lookup(RULES, p.ipv4().saddr()).orElse(p::pass);
            Functions.local("rules", U32, U32, (f, x) -> f.give(x)).call(p, p.num(1));
        }));
    }

    @Test
    void structsDoNotGoBackwards() {
        assertEquals(
                "skip(-2) in a struct, expected 0 or more: another field at the same place is also(...)",
                refusal(p -> struct(Backwards::new)));
    }

    @Test
    void addressesAreWrittenAsUsual() {
        assertEquals(
                "'2001::db8::1' is no IPv6 address, expected one such as 2001:db8::1",
                refusal(p -> p.ipv6().saddr().eq("2001::db8::1")));
    }

    @Test
    void constantsOfTheKernelAreTakenAsNumbersAre() {
        var numbers = Xdp.program("same", p -> p.when(p.ipv4().protocol().oneOf(6, 17), p::drop));
        var names = Xdp.program("same", p -> p.when(p.ipv4().protocol().oneOf(IPPROTO_TCP, IPPROTO_UDP), p::drop));
        assertEquals(
                numbers.programs().get(0).code().toString(),
                names.programs().get(0).code().toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {16, -1})
    void constantsFitTheBitsThatTheyAreWrittenTo(long number) {
        assertEquals(
                number + " does not fit a field of 4 bits, which holds 0 to 15", refusal(p -> p.ipv4().ihl(number)));
    }
}
