package dev.xdpasm.dsl;

import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.object.ProgramKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A program that stands in a struct of functions ({@link Ops#program}): the kernel calls it as it calls its own. What it is given the
 * verifier knows by type; structs are read in place, and some of their fields {@linkplain KernelObject#set written}. Linux 5.6.
 */
public final class OpsProgram extends CallProgram {
    private final OpsStruct.Member member;

    private OpsProgram(Flow flow, Declared declared, OpsStruct.Member member, long byDefault) {
        super(flow, declared, Optional.of(flow.graph().parameter("ctx", Long.SIZE)));
        this.member = member;
        begin(Outcome.exit(this, byDefault));
    }

    static void write(
            Compilation compilation,
            String name,
            String section,
            OpsStruct.Member member,
            long byDefault,
            Consumer<OpsProgram> body) {
        ProgramKind kind = ProgramKind.ofSection(section).orElseThrow();
        if (member.type().result().pointers() > 0) {
            throw CallSite.refuse("'" + member.text() + "' returns a pointer, which a program cannot give yet");
        }
        if (byDefault != 0) {
            requireReturned(member, byDefault);
        }
        compilation.program(name, section, kind, (flow, declared) -> say(new OpsProgram(flow, declared, member, byDefault), body));
    }

    /** {@return an argument that is a number, by the name that the struct's declaration gives it} */
    public Num argument(String name) {
        return argument(index(name));
    }

    /** {@return an argument that is a number; the first is 0} */
    public Num argument(int index) {
        CFunction.Parameter parameter = parameter(index);
        if (parameter.type().pointers() > 0) {
            throw CallSite.refuse("'" + parameter.text() + "' of " + member.name() + " is a pointer: p.argument(" + index + ", \""
                    + parameter.type().pointedTo() + "\") is what it leads to");
        }
        return word(index).as(parameter.type().number());
    }

    /**
     * {@return the struct that an argument points to, by the name that the struct's declaration gives it}
     *
     * @param struct its name in the kernel: a congestion control's {@code struct sock} is seen as {@code tcp_sock}
     */
    public KernelObject argument(String name, String struct) {
        return argument(index(name), struct);
    }

    /** As {@link #argument(String, String)}; the first is 0. */
    public KernelObject argument(int index, String struct) {
        CFunction.Parameter parameter = parameter(index);
        if (parameter.type().pointers() == 0) {
            throw CallSite.refuse("'" + parameter.text() + "' of " + member.name() + " is a number, not a struct: p.argument(" + index + ")");
        }
        return KernelObject.at(this, (Temp) word(index).get().value(), struct, KernelObject.Reach.TYPED);
    }

    private Num word(int index) {
        return contextWord(index * Long.BYTES);
    }

    private CFunction.Parameter parameter(int index) {
        List<CFunction.Parameter> parameters = member.type().parameters();
        if (index < 0 || index >= parameters.size()) {
            throw CallSite.refuse("argument " + index + " of '" + member.text() + "', expected "
                    + (parameters.isEmpty() ? "none" : "0 to " + (parameters.size() - 1)));
        }
        return parameters.get(index);
    }

    private int index(String name) {
        List<CFunction.Parameter> parameters = member.type().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (!name.isEmpty() && parameters.get(i).name().equals(name)) {
                return i;
            }
        }
        throw CallSite.refuse("'" + member.text() + "' has no argument '" + name + "', expected one of "
                + parameters.stream().map(CFunction.Parameter::name).filter(known -> !known.isEmpty()).collect(Collectors.joining(", ")));
    }

    /** Ends the path with what the function returns. */
    public void give(Num result) {
        requireReturning();
        exit(Given.notNull(result, "result").get().value());
    }

    /** Ends the path with what the function returns. */
    public void give(long result) {
        requireReturned(member, result);
        exit(Value.of(result));
    }

    /** Ends the path, of a function that returns nothing. */
    public void done() {
        if (!member.type().result().isVoid()) {
            throw CallSite.refuse("'" + member.text() + "' returns a number: p.give(...) ends the path with one");
        }
        exit(Value.of(0));
    }

    private void requireReturning() {
        if (member.type().result().isVoid()) {
            throw CallSite.refuse("'" + member.text() + "' returns nothing: p.done() ends the path");
        }
    }

    private static void requireReturned(OpsStruct.Member member, long result) {
        CType type = member.type().result();
        if (type.isVoid()) {
            throw CallSite.refuse("'" + member.text() + "' returns nothing, not " + result);
        }
        NumType number = type.number().numType();
        if (!number.holds(result)) {
            throw CallSite.refuse(result + " does not fit what '" + member.text() + "' returns, which is " + number.range());
        }
    }
}
