package dev.xdpasm.dsl;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.XdpAction;
import java.util.function.Consumer;

/**
 * Several programs in one object, which share maps, globals and functions:
 *
 * <pre>{@code
 * BpfObject both = Programs.object(o -> {
 *     o.xdp("fast", p -> firewall(p));
 *     o.tc("slow", p -> firewall(p));
 * });
 * }</pre>
 */
public final class Programs {
    private final Compilation compilation;
    private String license = "GPL";

    private Programs(Compilation compilation) {
        this.compilation = compilation;
    }

    /** {@return an object of the programs that a body says} */
    public static BpfObject object(Consumer<Programs> body) {
        return object(IsaLevel.DEFAULT, body);
    }

    /**
     * {@return an object of the programs that a body says, of the instructions of a level}
     *
     * @throws dev.xdpasm.AssemblyException if something cannot be; names the Java line
     */
    public static BpfObject object(IsaLevel level, Consumer<Programs> body) {
        Programs programs = new Programs(new Compilation(level));
        body.accept(programs);
        return programs.compilation.object(programs.license);
    }

    /** Says the license, {@code GPL} if nothing is said: many helpers can be called only under one that is compatible with it. */
    public void license(String changed) {
        license = changed;
    }

    /** Adds an XDP program, whose default is {@code XDP_PASS}. */
    public void xdp(String name, Consumer<Xdp> body) {
        xdp(name, XdpAction.XDP_PASS, body);
    }

    /** Adds an XDP program. */
    public void xdp(String name, XdpAction byDefault, Consumer<Xdp> body) {
        Xdp.write(compilation, name, byDefault, body);
    }
}
