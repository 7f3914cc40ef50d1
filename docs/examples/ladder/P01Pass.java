import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.object.BpfObject;

/** The floor: every packet passes. */
class P01Pass {
    static final BpfObject PROGRAM = Xdp.program("p01_pass", p -> p.pass());
}
