package dev.xdpasm.object;

import dev.xdpasm.btf.Btf;
import java.util.List;

/** Makes a {@link BpfObject} of its parts; what is not said is empty. Not thread-safe. */
public final class BpfObjectBuilder {
    private String name = "";
    private List<BpfProgram> programs = List.of();
    private List<Subprogram> subprograms = List.of();
    private List<MapSpec> maps = List.of();
    private List<Global> globals = List.of();
    private List<Extern> externs = List.of();
    private String license = "";
    private int version;
    private Btf btf = new Btf(List.of());

    BpfObjectBuilder() {}

    /** Says what the object is called. */
    public BpfObjectBuilder name(String changed) {
        name = changed;
        return this;
    }

    /** Says what its programs are. */
    public BpfObjectBuilder programs(List<BpfProgram> changed) {
        programs = changed;
        return this;
    }

    /** Says which functions programs call. */
    public BpfObjectBuilder subprograms(List<Subprogram> changed) {
        subprograms = changed;
        return this;
    }

    /** Says what its maps are. */
    public BpfObjectBuilder maps(List<MapSpec> changed) {
        maps = changed;
        return this;
    }

    /** Says which bytes of its data have names. */
    public BpfObjectBuilder globals(List<Global> changed) {
        globals = changed;
        return this;
    }

    /** Says what it names without having it. */
    public BpfObjectBuilder externs(List<Extern> changed) {
        externs = changed;
        return this;
    }

    /** Says what license it is under. */
    public BpfObjectBuilder license(String changed) {
        license = changed;
        return this;
    }

    /** Says which kernel version it is for. */
    public BpfObjectBuilder version(int changed) {
        version = changed;
        return this;
    }

    /** Says what its types are. */
    public BpfObjectBuilder btf(Btf changed) {
        btf = changed;
        return this;
    }

    /**
     * {@return the object}
     *
     * @throws dev.xdpasm.BpfException if the parts contradict each other
     */
    public BpfObject build() {
        return new BpfObject(name, programs, subprograms, maps, globals, externs, license, version, btf);
    }
}
