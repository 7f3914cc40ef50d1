package dev.xdpasm.object;

import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.isa.Code;
import java.util.List;

/** Code with a name: a program, or a subprogram that programs call. */
public sealed interface BpfFunction extends Named permits BpfProgram, Subprogram {

    /** {@return its name, unique among the functions of its object} */
    @Override
    String name();

    /** {@return the ELF section that it lies in} */
    String section();

    /** {@return the instructions} */
    Code code();

    /** {@return the id of its {@code FUNC} in the object's BTF, 0 if it has none} */
    int funcType();

    /** {@return what CO-RE is to change in the instructions; offsets are bytes from the function's start} */
    List<BtfExt.CoreRelocation> coreRelocations();
}
