package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.LinkCalls;
import dev.xdpasm.loader.sys.MapElement;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.StructOps;
import dev.xdpasm.uapi.AttachType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * A struct of functions whose members are programs, such as a congestion control of TCP: loaded, and used by the kernel from
 * {@link #register} on. BPF_MAP_TYPE_STRUCT_OPS, Linux 5.6.
 */
public final class StructOpsMap {
    private final BpfMap<byte[], byte[]> map;
    private final Bytes value;

    private StructOpsMap(BpfMap<byte[], byte[]> map, Bytes value) {
        this.map = map;
        this.value = value;
    }

    /** {@return a struct with its programs in it, by their descriptors} */
    static StructOpsMap of(BpfMap<byte[], byte[]> map, KernelStruct struct, Map<String, Integer> descriptors) {
        byte[] bytes = struct.value().toArray();
        ByteBuffer members = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        for (KernelStruct.Function function : struct.functions()) {
            Integer descriptor = descriptors.get(function.program());
            if (descriptor == null) {
                throw new BpfException("struct " + map.name() + " of functions has program " + function.program()
                        + ", which is not loaded");
            }
            members.putLong(function.offset(), descriptor);
        }
        return new StructOpsMap(map, Bytes.of(bytes));
    }

    /** {@return the map that it is} */
    public BpfMap<byte[], byte[]> map() {
        return map;
    }

    /**
     * Gives it to the kernel, which can use it from now on: a congestion control by its name, for sockets that ask for it.
     *
     * @return what takes it back when it is closed; one of a section {@code .struct_ops.link} (Linux 6.4) is taken back when this
     *     process ends too, another stays until then
     * @throws KernelException if the kernel refuses, as it does a second time (EBUSY) and where the name is taken (EEXIST)
     */
    public StructOpsRegistration register() {
        MapElement element = new MapElement(Integer.BYTES, value.size());
        element.value().put(value.toArray());
        require(map.descriptor().use(fd -> element.update(fd, 0)), BpfCommand.BPF_MAP_UPDATE_ELEM);
        if (!StructOps.isLinked(map.spec())) {
            return new StructOpsRegistration(this, null);
        }
        long answer = map.descriptor().use(fd -> LinkCalls.create(fd, 0, AttachType.BPF_STRUCT_OPS.value(), 0));
        require(answer, BpfCommand.BPF_LINK_CREATE);
        return new StructOpsRegistration(this, BpfLink.of(new Fd((int) answer, "link of struct " + map.name())));
    }

    /** Takes it back from the kernel, whoever gave it; programs that run go on until they are done. */
    void unregister() {
        MapElement element = new MapElement(Integer.BYTES, value.size());
        long answer = map.descriptor().use(element::delete);
        // somebody else did it
        if (answer != -Errno.ENOENT) {
            require(answer, BpfCommand.BPF_MAP_DELETE_ELEM);
        }
    }

    private void require(long answer, BpfCommand command) {
        if (answer < 0) {
            String what = "struct " + map.name() + " of functions could not be "
                    + (command == BpfCommand.BPF_MAP_DELETE_ELEM ? "taken back" : "registered");
            throw switch ((int) -answer) {
                case Errno.EEXIST -> Refusal.bpf(what, command, answer, "one of the same name is registered");
                case Errno.EBUSY -> Refusal.bpf(what, command, answer, "it is registered already, or was before");
                default -> Refusal.bpf(what, command, answer, Capability.CAP_BPF, Capability.CAP_NET_ADMIN);
            };
        }
    }

    @Override
    public String toString() {
        return "StructOpsMap[" + map.name() + "]";
    }
}
