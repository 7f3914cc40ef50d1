package dev.xdpasm.dsl;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.gen.Generated;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.object.Subprogram;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.ProgramType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Makes an object of what programs say: their graphs, the code of these, and what they use. */
final class Compilation {
    /** Frames that may stand on each other: {@code MAX_CALL_FRAMES}, include/linux/bpf_verifier.h. */
    private static final int MOST_FRAMES = 8;

    /** The stack that they share: {@code MAX_BPF_STACK}, include/linux/filter.h. */
    private static final int MOST_STACK = 512;

    /** What the kernel counts a frame as a multiple of where programs are not compiled ({@code check_max_stack_depth}). */
    private static final int FRAME_ROUNDING = 32;

    /** Where programs were attached before the kernel was told that they are for it. */
    private static final Set<AttachType> UNTOLD = Set.of(AttachType.BPF_XDP, AttachType.BPF_SK_REUSEPORT_SELECT);

    private final IsaLevel level;
    private final Declared declared = new Declared(this);
    private final Writing writing = new Writing();
    private final Map<String, Written> functions = new LinkedHashMap<>();
    private ProgramType type = ProgramType.BPF_PROG_TYPE_UNSPEC;
    private final List<Written> open = new ArrayList<>();
    private final Map<FunctionShape<?>, List<Region>> given = new LinkedHashMap<>();
    private Optional<KernelRelease> oldest = Optional.empty();

    /** A call of a function, or the giving of it to the kernel as a callback. */
    private record Call(String to, Optional<SourceLine> line) {}

    /** What a program is for. */
    private record Purpose(String section, ProgramKind kind) {}

    /** A function with what it calls; {@code purpose} is there if it is a program, {@code made} is code without a graph. */
    private record Written(
            Graph graph,
            Optional<Purpose> purpose,
            Optional<Code> made,
            Binding binding,
            Object identity,
            int type,
            List<Call> calls) {

        Generated generate(IsaLevel level) {
            if (made.isPresent()) {
                return new Generated(made.get(), 0, List.of());
            }
            requireWhole(graph);
            return Explanation.generate(graph, level);
        }
    }

    Compilation(IsaLevel level) {
        this.level = level;
    }

    /** Says the oldest kernel that is to run it. */
    void oldest(KernelRelease release) {
        if (release.compareTo(KernelRelease.FIRST) < 0 || release.minor() < 0) {
            throw CallSite.refuse("kernel(" + release.major() + ", " + release.minor() + "): expected a release that has BPF, Linux "
                    + KernelRelease.FIRST + " or later, such as 6, 1");
        }
        if (!functions.isEmpty()) {
            throw CallSite.refuse("the oldest kernel is to be said before the programs: " + functions.keySet().iterator().next()
                    + " was made without knowing it");
        }
        oldest = Optional.of(release);
        require("ISA level " + level, level.since());
    }

    /** {@return the oldest kernel that is to run it, if that was told} */
    Optional<KernelRelease> oldest() {
        return oldest;
    }

    /** Refuses what the oldest kernel lacks that is to run it, at the running call's Java line. */
    void require(String what, String since) {
        if (oldest.isPresent() && oldest.get().compareTo(KernelRelease.of(since)) < 0) {
            throw CallSite.refuse(
                    what + " is of Linux " + since + ", and the program is for " + oldest.get() + " too (Programs.kernel)");
        }
    }

    private void requireKind(String section, ProgramKind kind) {
        String what = "a program of section " + section;
        require(what, kind.type().since());
        Optional<AttachType> place = kind.attachType();
        if (place.isPresent() && !UNTOLD.contains(place.get()) && !section.startsWith("tc/")) {
            require(what, place.get().since());
        }
        for (ProgramKind.Flag flag : kind.flags()) {
            require(what, flag.since());
        }
    }

    /** Refuses a helper that programs of the type cannot call; XDP and tc have only verbs for what they can. */
    void requireCallable(Helper helper) {
        if (type != ProgramType.BPF_PROG_TYPE_XDP && type != ProgramType.BPF_PROG_TYPE_SCHED_CLS) {
            HelperTable.of(helper).ifPresent(row -> row.require(type));
        }
    }

    IsaLevel level() {
        return level;
    }

    Declared declared() {
        return declared;
    }

    /** The type of the program that is being written, or whose functions are. */
    ProgramType type() {
        return type;
    }

    /** Writes a program. */
    void program(String name, String section, ProgramKind kind, BiConsumer<Flow, Declared> body) {
        Names.require("program", name);
        type = kind.type();
        if (oldest.isPresent()) {
            requireKind(section, kind);
        }
        if (functions.containsKey(name)) {
            throw CallSite.refuse("two programs or functions are called " + name + ": give one another name");
        }
        Purpose purpose = new Purpose(section, kind);
        write(new Written(new Graph(name), Optional.of(purpose), Optional.empty(), Binding.GLOBAL, purpose, 0, new ArrayList<>()), body);
    }

    /**
     * Notes that the function that is being written calls another one, which is written now unless it was before.
     *
     * @param identity what is the same for each call of one function
     * @param type the {@code FUNC} in BTF, 0 for one that takes and returns what the code says
     */
    void call(String name, Binding binding, Object identity, int type, BiConsumer<Flow, Declared> body) {
        Optional<SourceLine> line = CallSite.line();
        if (!open.isEmpty()) {
            open.get(open.size() - 1).calls().add(new Call(name, line));
        }
        Written known = functions.get(name);
        if (known == null) {
            write(new Written(new Graph(name), Optional.empty(), Optional.empty(), binding, identity, type, new ArrayList<>()), body);
        } else if (known.identity() != identity) {
            throw CallSite.refuse("two programs or functions are called " + name + ": give one another name");
        } else if (open.contains(known)) {
            throw CallSite.refuse(name + " calls itself"
                    + (open.get(open.size() - 1) == known ? "" : " through " + open.get(open.size() - 1).graph().name())
                    + ": the kernel refuses recursion, use a loop (p.repeat)");
        }
    }

    /** Notes which memory the structs lie in that a function is given; {@return which they lay in at its first call} */
    List<Region> given(FunctionShape<?> function, List<Region> regions) {
        List<Region> first = given.putIfAbsent(function, regions);
        return first == null ? regions : first;
    }

    /** Notes that the function that is being written calls a set of rules, of which the code is made already. */
    void call(RuleFunction rules) {
        if (!open.isEmpty()) {
            open.get(open.size() - 1).calls().add(new Call(rules.name(), CallSite.line()));
        }
        require(rules.table().isPresent() ? "a set of many rules" : "a set of rules", rules.table().isPresent() ? "5.12" : "5.3");
        if (level.compareTo(IsaLevel.V3) < 0) {
            throw CallSite.refuse("rules are compared in 32 bits, which is of ISA level " + IsaLevel.V3 + " (Linux 5.1), not of " + level);
        }
        Written known = functions.get(rules.name());
        if (known != null && known.identity() != rules) {
            throw CallSite.refuse("two programs or functions are called " + rules.name() + ": give one another name");
        }
        declared.requireFree(rules.name());
        functions.put(
                rules.name(),
                new Written(
                        new Graph(rules.name()), Optional.empty(), Optional.of(rules.code()), Binding.LOCAL, rules, 0, new ArrayList<>()));
        rules.table().ifPresent(table -> declared.section(rules.section(), table));
    }

    /** {@return whether a program or function has the name} */
    boolean has(String name) {
        return functions.containsKey(name);
    }

    /** {@return the name, with a number behind it if it is taken} */
    String freeName(String name) {
        int number = 1;
        while (functions.containsKey(name + number)) {
            number++;
        }
        return name + number;
    }

    private void write(Written function, BiConsumer<Flow, Declared> body) {
        declared.requireFree(function.graph().name());
        functions.put(function.graph().name(), function);
        open.add(function);
        Flow flow = new Flow(function.graph(), writing);
        Flow before = writing.begin(flow);
        try {
            body.accept(flow, declared);
        } catch (NullPointerException thrown) {
            throw Given.refusal(thrown);
        } finally {
            writing.end(before);
        }
        open.remove(open.size() - 1);
    }

    BpfObject object(String license) {
        Map<String, Integer> frames = new LinkedHashMap<>();
        List<BpfProgram> programs = new ArrayList<>();
        List<Subprogram> subprograms = new ArrayList<>();
        for (Written function : functions.values()) {
            Generated generated = function.generate(level);
            String name = function.graph().name();
            frames.put(name, generated.frameBytes());
            if (function.purpose().isPresent()) {
                Purpose purpose = function.purpose().get();
                BpfProgram program = new BpfProgram(name, purpose.section(), purpose.kind(), answered(generated.code()));
                programs.add(program.withTypes(0, asked(purpose.section(), generated.code())));
            } else {
                subprograms.add(new Subprogram(
                        name,
                        Subprogram.SECTION,
                        function.binding(),
                        answered(generated.code()),
                        function.type(),
                        asked(Subprogram.SECTION, generated.code())));
            }
        }
        for (Written function : functions.values()) {
            if (function.purpose().isPresent()) {
                requireFits(function, frames, 1, 0, Optional.empty());
            }
        }
        return BpfObject.builder()
                .programs(programs)
                .subprograms(subprograms)
                .maps(declared.maps())
                .globals(declared.globals())
                .externs(declared.externs())
                .license(license)
                .btf(declared.btf())
                .build();
    }

    /** Refuses to make a program of a part: an error that left a verb in its midst was caught. */
    private static void requireWhole(Graph graph) {
        Block[] blocks = graph.reached();
        for (Block block : blocks) {
            if (!block.isEnded()) {
                Optional<SourceLine> before = Arrays.stream(blocks)
                        .filter(other -> List.of(other.successors()).contains(block))
                        .findFirst()
                        .flatMap(Block::endingLine);
                throw CallSite.refuse(before.or(CallSite::line), graph.name() + " is written in part, since an error that was thrown"
                        + " here was caught: let it through");
            }
        }
    }

    private Code answered(Code code) {
        return declared.facts().isEmpty() ? code : declared.facts().answered(code);
    }

    private List<BtfExt.CoreRelocation> asked(String section, Code code) {
        return declared.facts().isEmpty() ? List.of() : declared.facts().relocations(section, code);
    }

    private void requireFits(Written function, Map<String, Integer> frames, int depth, int below, Optional<SourceLine> called) {
        String name = function.graph().name();
        int own = Math.max(1, (frames.getOrDefault(name, 0) + FRAME_ROUNDING - 1) / FRAME_ROUNDING) * FRAME_ROUNDING;
        if (depth > MOST_FRAMES) {
            throw error(called, "with this call of " + name + " " + depth + " functions are under way, the kernel lets "
                    + MOST_FRAMES + " be: put the work of two into one");
        }
        if (below + own > MOST_STACK && depth > 1) {
            throw error(called, "with this call of " + name + " the stack is " + (below + own) + " bytes of the " + MOST_STACK
                    + " that the kernel gives to all functions under way: keep large structs in a value of a per-CPU array");
        }
        for (Call call : function.calls()) {
            Written next = functions.get(call.to());
            if (next != null) {
                requireFits(next, frames, depth + 1, below + own, call.line());
            }
        }
    }

    private static AssemblyException error(Optional<SourceLine> line, String text) {
        return line.map(known -> new AssemblyException(known, text)).orElseGet(() -> new AssemblyException(text));
    }
}
