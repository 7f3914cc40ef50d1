package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.Subprogram;
import dev.xdpasm.uapi.ProgramType;
import dev.xdpasm.uapi.XdpAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several XDP programs for one interface, linked into one: a dispatcher calls them one after another, in the order of their
 * priorities, for as long as each returns one of its chain-call actions. A value; {@link #toObject()} is what is loaded.
 *
 * <pre>{@code
 * XdpChain chain = XdpChain.empty("chain")
 *         .with(firewall, "xdp_firewall", 10, XDP_PASS)
 *         .with(counter, "xdp_counter", 20, XDP_PASS);
 * try (Bpf bpf = Bpf.load(chain.toObject());
 *         Attachment on = bpf.xdp("chain").attach(device, XdpMode.AUTO)) { ... }
 * }</pre>
 *
 * <p>The programs become functions of the dispatcher (calls from BPF to BPF, Linux 4.16), so any kernel of today runs it, and
 * another chain takes its place in one step ({@link Attachment#replaceWith}), with the maps of the older one ({@link
 * Bpf#load(BpfObject, Map)}). Each program keeps 480 bytes of the stack's 512. Types (BTF) of the objects are left out.
 *
 * @param name the dispatcher's name
 * @param members the programs, in the order that they run in
 */
public record XdpChain(String name, List<Member> members) {
    private static final int R0 = 0;
    private static final int R1 = 1;
    private static final int R6 = 6;
    private static final int MOV = Opcode.BPF_ALU64 | Opcode.BPF_MOV | Opcode.BPF_X;
    /** {@code BPF_JEQ} with an immediate. */
    private static final int JEQ = Opcode.BPF_JMP | 0x10 | Opcode.BPF_K;

    /** Creates a chain; brings the members into their order. */
    public XdpChain {
        members = members.stream().sorted(Comparator.comparingInt(Member::priority)).toList();
    }

    /**
     * A program of a chain.
     *
     * @param object where it comes from
     * @param program its name there
     * @param priority when it runs: the lowest first, and of equals the one that was added first
     * @param chainActions the actions after which the next one runs; after the others the packet's fate is sealed
     */
    public record Member(BpfObject object, String program, int priority, Set<XdpAction> chainActions) {

        /** Creates a member. */
        public Member {
            chainActions = chainActions.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(chainActions));
        }
    }

    /** {@return a chain of nothing yet} */
    public static XdpChain empty(String name) {
        return new XdpChain(name, List.of());
    }

    /**
     * {@return the chain with one program more}
     *
     * @throws BpfException if the object has no such program, or it is no XDP program
     */
    public XdpChain with(BpfObject object, String program, int priority, XdpAction... chainActions) {
        BpfProgram found = object.program(program);
        if (found.type() != ProgramType.BPF_PROG_TYPE_XDP) {
            throw new BpfException("program " + found.name() + " is of type " + found.type().shortName()
                    + ", and a chain is of XDP programs");
        }
        List<Member> all = new ArrayList<>(members);
        all.add(new Member(object, found.name(), priority, Set.of(chainActions)));
        return new XdpChain(name, all);
    }

    /** {@return the chain without the programs of that name} */
    public XdpChain without(String program) {
        return new XdpChain(
                name,
                members.stream().filter(member -> !member.program().equals(program)).toList());
    }

    /**
     * {@return the dispatcher with all programs as its functions, and their maps; maps that are equal in everything are one}
     *
     * @throws BpfException if the chain is empty, two things share a name ({@link BpfObject#rename} helps), licenses differ, or
     *     a program has externs or CO-RE relocations, which need the types that are left out
     */
    public BpfObject toObject() {
        if (members.isEmpty()) {
            throw new BpfException("chain " + name + " has no program");
        }
        Map<String, Subprogram> functions = new LinkedHashMap<>();
        Map<String, MapSpec> maps = new LinkedHashMap<>();
        for (Member member : members) {
            requireAlike(member);
            BpfProgram program = member.object().program(member.program());
            add(functions, Subprogram.of(program.name(), program.code()));
            member.object().subprograms().forEach(function -> add(functions, function.withFuncType(0)));
            member.object().maps().forEach(map -> add(maps, map));
        }
        BpfProgram dispatcher = BpfProgram.xdp(name, dispatcher());
        boolean frags = members.stream().allMatch(member -> XdpHook.hasFrags(member.object().program(member.program())));
        return BpfObject.builder()
                .programs(List.of(frags ? XdpHook.withFrags(dispatcher) : dispatcher))
                .license(members.get(0).object().license())
                .subprograms(List.copyOf(functions.values()))
                .maps(List.copyOf(maps.values()))
                .build();
    }

    private void requireAlike(Member member) {
        String license = members.get(0).object().license();
        if (!member.object().license().equals(license)) {
            throw new BpfException("chain " + name + " cannot have two licenses: " + members.get(0).program() + " is under '"
                    + license + "', " + member.program() + " under '" + member.object().license() + "'");
        }
        if (!member.object().externs().isEmpty()) {
            throw new BpfException("program " + member.program() + " cannot be in a chain: its object has externs");
        }
        if (member.object().functions().stream().anyMatch(function -> !function.coreRelocations().isEmpty())) {
            throw new BpfException("program " + member.program() + " cannot be in a chain: its object has CO-RE relocations");
        }
    }

    private void add(Map<String, Subprogram> functions, Subprogram function) {
        if (function.name().equals(name) || functions.put(function.name(), function) != null) {
            throw new BpfException("two functions of chain " + name + " are called " + function.name() + ": rename one");
        }
    }

    private void add(Map<String, MapSpec> maps, MapSpec map) {
        MapSpec plain = map.withTypes(0, 0);
        MapSpec before = maps.putIfAbsent(map.name(), plain);
        if (before != null && !before.equals(plain)) {
            throw new BpfException("two maps of chain " + name + " are called " + map.name() + ", and differ: rename one");
        }
    }

    /** {@code r6 = r1}; for each but the last: {@code r1 = r6; call; if r0 == an action goto the next; exit}. */
    private Code dispatcher() {
        List<Long> words = new ArrayList<>();
        List<Relocation> calls = new ArrayList<>();
        words.add(Insn.pack(MOV, R6, R1, (short) 0, 0));
        for (int i = 0; i < members.size(); i++) {
            words.add(Insn.pack(MOV, R1, R6, (short) 0, 0));
            calls.add(new Relocation(words.size(), Relocation.Kind.FUNCTION, members.get(i).program()));
            words.add(Insn.pack(Opcode.CALL, 0, Opcode.BPF_PSEUDO_CALL, (short) 0, -1));
            if (i < members.size() - 1) {
                int left = members.get(i).chainActions().size();
                for (XdpAction action : EnumSet.allOf(XdpAction.class)) {
                    if (members.get(i).chainActions().contains(action)) {
                        // Over the comparisons that are left, and the exit.
                        words.add(Insn.pack(JEQ, R0, 0, (short) left--, action.value()));
                    }
                }
            }
            words.add(Insn.pack(Opcode.EXIT, 0, 0, (short) 0, 0));
        }
        long[] insns = words.stream().mapToLong(Long::longValue).toArray();
        return Code.of(insns, insns.length, calls, LineTable.empty());
    }
}
