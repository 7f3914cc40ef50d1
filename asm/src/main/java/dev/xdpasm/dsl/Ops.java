package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.MapEntry;
import dev.xdpasm.object.StructOps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What stands in a struct of functions ({@link Programs#structOps}): programs, and values of other members. What is not said is zero,
 * which the kernel takes as it does of its own: a function that there is not.
 */
public final class Ops {
    private static final String SECTION = "struct_ops/";
    private static final String SLEEPABLE_SECTION = "struct_ops.s/";

    private final Compilation compilation;
    private final String name;
    private final OpsStruct struct;
    private final Map<String, Put> puts = new LinkedHashMap<>();
    private boolean linked;

    /** What a member is given: a program by its name, or bytes. */
    private record Put(OpsStruct.Member member, String program, byte[] bytes, Optional<SourceLine> line) {}

    private Ops(Compilation compilation, String name, OpsStruct struct) {
        this.compilation = compilation;
        this.name = name;
        this.struct = struct;
    }

    static void write(Compilation compilation, String name, OpsStruct struct, Consumer<Ops> body) {
        Names.require("struct", name);
        Ops ops = new Ops(compilation, name, Given.notNull(struct, "struct"));
        struct.since().ifPresent(since -> compilation.require(struct.toString(), since));
        Given.within(Given.notNull(body, "body"), ops);
        compilation.declared().use(ops.map());
    }

    /**
     * Puts a program into a member. It is called NAME_MEMBER, and returns 0 where it says nothing else, if it returns anything.
     *
     * @param member such as {@code ssthresh}
     */
    public void program(String member, Consumer<OpsProgram> body) {
        program(member, 0, body);
    }

    /** As {@link #program(String, Consumer)}, with another number that it returns where it says nothing else. */
    public void program(String member, long byDefault, Consumer<OpsProgram> body) {
        program(SECTION, member, byDefault, body);
    }

    /** As {@link #program(String, Consumer)}, for members in which a program may sleep: the kernel knows which. Linux 6.3. */
    public void sleepable(String member, Consumer<OpsProgram> body) {
        compilation.require("a program in a struct of functions that may sleep", "6.3");
        program(SLEEPABLE_SECTION, member, 0, body);
    }

    private void program(String section, String member, long byDefault, Consumer<OpsProgram> body) {
        OpsStruct.Member function = struct.member(member, OpsStruct.Kind.FUNCTION);
        String program = name + "_" + member;
        put(new Put(function, program, new byte[Long.BYTES], CallSite.line()));
        OpsProgram.write(compilation, program, section + program, function, byDefault, Given.notNull(body, "body"));
    }

    /** Puts a text into a member that is an array of {@code char}, such as the {@code name} by which processes ask for it. */
    public void text(String member, String text) {
        OpsStruct.Member chars = struct.member(member, OpsStruct.Kind.TEXT);
        // bpf_obj_name_cpy, kernel/bpf/syscall.c: other names are EINVAL without a word
        if (!Given.notNull(text, "text").matches("[A-Za-z0-9_.]+") || text.length() >= chars.size()) {
            throw CallSite.refuse("'" + text + "' for '" + chars.text() + "' of " + struct + ": expected 1 to " + (chars.size() - 1)
                    + " letters of ASCII, digits, _ and .");
        }
        byte[] bytes = new byte[chars.size()];
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, text.length());
        put(new Put(chars, "", bytes, CallSite.line()));
    }

    /** Puts a number into a member that is an integer, such as {@code flags}. */
    public void number(String member, long number) {
        OpsStruct.Member integer = struct.member(member, OpsStruct.Kind.NUMBER);
        NumType type = integer.type().result().number().numType();
        if (!type.holds(number)) {
            throw CallSite.refuse(number + " does not fit '" + integer.text() + "' of " + struct + ", which holds " + type.range());
        }
        byte[] bytes = new byte[integer.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (number >> i * Byte.SIZE);
        }
        put(new Put(integer, "", bytes, CallSite.line()));
    }

    /**
     * Has it registered by a link: the kernel takes it back when who registered it closes the link or ends. Else it stays until it is
     * taken back. Linux 6.4.
     */
    public void linked() {
        compilation.require("a struct of functions that is registered by a link", "6.4");
        linked = true;
    }

    private void put(Put put) {
        String member = put.member().name();
        put.member().since().ifPresent(since -> compilation.require("'" + put.member().text() + "'", since));
        Put before = puts.putIfAbsent(member, put);
        if (before != null) {
            throw CallSite.refuse("member " + member + " of " + name + " was given "
                    + (before.member().kind() == OpsStruct.Kind.FUNCTION ? "a program" : "a value") + " before"
                    + before.line().map(line -> " (" + line + ")").orElse(""));
        }
    }

    /** The struct, of the members that were given something: the loader puts each where the kernel has it. */
    private OpsMap map() {
        if (puts.isEmpty()) {
            throw CallSite.refuse("nothing is said of " + name + ", expected a program or a value of some member of " + struct);
        }
        struct.requireWhole(name, puts.keySet());
        BtfBuilder btf = compilation.declared().types();
        List<BtfType.Member> members = new ArrayList<>();
        List<MapEntry.Reference> programs = new ArrayList<>();
        Map<Integer, byte[]> values = new LinkedHashMap<>();
        int end = 0;
        int widest = 1;
        for (Put put : puts.values()) {
            int alignment = put.member().alignment();
            widest = Math.max(widest, alignment);
            int at = (end + alignment - 1) / alignment * alignment;
            members.add(new BtfType.Member(put.member().name(), type(btf, put.member()), at * Byte.SIZE, 0));
            values.put(at, put.bytes());
            if (put.member().kind() == OpsStruct.Kind.FUNCTION) {
                programs.add(new MapEntry.Reference(at, put.program()));
            }
            end = at + put.bytes().length;
        }
        Bytes content = Bytes.of(new byte[(end + widest - 1) / widest * widest]);
        for (Map.Entry<Integer, byte[]> value : values.entrySet()) {
            content = content.with(value.getKey(), value.getValue());
        }
        int type = btf.add(new BtfType.Struct(struct.name(), content.size(), members));
        String section = linked ? StructOps.LINK_SECTION : StructOps.SECTION;
        return new OpsMap(StructOps.of(name, section, content, type, programs));
    }

    private static int type(BtfBuilder btf, OpsStruct.Member member) {
        return switch (member.kind()) {
            case FUNCTION -> btf.add(new BtfType.Ptr("", member.type().addTo(btf)));
            case TEXT -> btf.add(new BtfType.Array(
                    member.type().result().addTo(btf), new BtfShapes(btf).add(BtfShapes.INDEX), member.size()));
            case NUMBER -> member.type().result().addTo(btf);
        };
    }
}
