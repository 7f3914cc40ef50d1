package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.MapEntry;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.StructOps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A struct of functions of an object, fitted to the kernel's struct of that name: each member goes where the kernel has the one
 * of the same name, which may be elsewhere. Around it stands the struct {@code bpf_struct_ops_NAME}, the value of the map.
 *
 * @param type id of the kernel's struct
 * @param valueType id of the struct around it
 * @param value the bytes of the struct around it, descriptors of programs apart
 * @param functions which programs it has
 */
record KernelStruct(int type, int valueType, Bytes value, List<Function> functions) {
    private static final String AROUND = "bpf_struct_ops_";
    private static final String DATA = "data";
    private static final String FLAVOR = "___";

    /** Which kernels take programs in which structs: the release and what it is built with. */
    private static final Map<String, String> KERNELS = Map.of(
            "tcp_congestion_ops", "Linux 5.6 with CONFIG_BPF_JIT",
            "hid_bpf_ops", "Linux 6.11 with CONFIG_HID_BPF",
            "sched_ext_ops", "Linux 6.12 with CONFIG_SCHED_CLASS_EXT",
            "Qdisc_ops", "Linux 6.16 with CONFIG_NET_SCH_BPF");

    /**
     * A member that is a program.
     *
     * @param member which member of the kernel's struct
     * @param offset where its descriptor is put, in bytes from the value's start
     */
    record Function(String program, int member, int offset) {}

    /**
     * {@return a struct as the kernel takes it}
     *
     * @throws BpfException if the kernel has no such struct, or none that programs can be put in, or the object's has a member
     *     that the kernel's has not, or has otherwise
     */
    static KernelStruct of(BpfObject object, MapSpec map, BtfIndex kernel) {
        return new Fitting(object, map, kernel).fitted();
    }

    /** One struct on its way. */
    private static final class Fitting {
        private final Btf own;
        private final MapSpec map;
        private final BtfIndex kernel;
        private final BtfType.Struct from;
        private final Bytes content;
        private final List<Function> functions = new ArrayList<>();

        Fitting(BpfObject object, MapSpec map, BtfIndex kernel) {
            this.own = object.btf();
            this.map = map;
            this.kernel = kernel;
            this.content = StructOps.content(map);
            this.from = map.valueType() != 0 && own.type(map.valueType()) instanceof BtfType.Struct struct
                    ? struct
                    : null;
            if (from == null) {
                throw wrong("has no struct as its type");
            }
        }

        KernelStruct fitted() {
            int flavor = from.name().indexOf(FLAVOR);
            String name = flavor < 0 ? from.name() : from.name().substring(0, flavor);
            int type = find(name);
            int around = kernel.find(AROUND + name, BtfKind.STRUCT)
                    .orElseThrow(() -> wrong("is a " + name + ", in which this kernel takes no programs" + others("takes", name)));
            BtfType.Struct to = (BtfType.Struct) kernel.type(type);
            BtfType.Struct value = (BtfType.Struct) kernel.type(around);
            int start = value.members().stream()
                    .filter(member -> member.name().equals(DATA) && kernel.skipModifiers(member.type()) == type)
                    .mapToInt(member -> member.bitOffset() / Byte.SIZE)
                    .findFirst()
                    .orElseThrow(() -> wrong("is of a struct whose " + AROUND + name + " the kernel has otherwise"));
            byte[] bytes = new byte[value.size()];
            for (BtfType.Member member : from.members()) {
                put(member, to, start, bytes);
            }
            return new KernelStruct(type, around, Bytes.of(bytes), List.copyOf(functions));
        }

        private int find(String name) {
            return kernel.find(name, BtfKind.STRUCT)
                    .orElseThrow(() -> wrong("is a " + from.name() + ", but the kernel's types have no struct " + name + others("has", name)));
        }

        private static String others(String verb, String name) {
            return KERNELS.containsKey(name)
                    ? ": " + KERNELS.get(name) + " is the first that " + verb + (verb.equals("has") ? " it" : " them")
                    : "; modules are not asked";
        }

        private void put(BtfType.Member member, BtfType.Struct to, int start, byte[] bytes) {
            if (member.bitSize() != 0) {
                throw wrong("has a member " + member.name() + " of " + member.bitSize() + " bits, expected whole bytes");
            }
            int offset = member.bitOffset() / Byte.SIZE;
            int size = own.sizeOf(member.type());
            Bytes part = content.range(offset, size);
            Optional<MapEntry.Reference> program = StructOps.programs(map).stream()
                    .filter(reference -> reference.index() == offset)
                    .findFirst();
            int index = indexOf(to, member.name());
            if (index < 0) {
                // what is not said is the same without the member
                if (program.isPresent() || !part.isZero()) {
                    throw wrong("has a member " + member.name() + ", which the kernel's struct " + to.name() + " has not");
                }
                return;
            }
            BtfType.Member there = to.members().get(index);
            int at = start + there.bitOffset() / Byte.SIZE;
            boolean pointer = own.type(own.skipModifiers(member.type())) instanceof BtfType.Ptr;
            boolean pointerThere = kernel.type(kernel.skipModifiers(there.type())) instanceof BtfType.Ptr;
            if (pointer != pointerThere || there.bitSize() != 0 || size != kernel.sizeOf(there.type())) {
                throw wrong("has a member " + member.name() + " of " + size + " bytes, which the kernel's struct " + to.name()
                        + " has otherwise");
            }
            if (program.isPresent()) {
                functions.add(new Function(program.get().name(), index, at));
            } else {
                System.arraycopy(part.toArray(), 0, bytes, at, size);
            }
        }

        private static int indexOf(BtfType.Struct struct, String name) {
            for (int i = 0; i < struct.members().size(); i++) {
                if (struct.members().get(i).name().equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        private BpfException wrong(String what) {
            return new BpfException("the struct " + map.name() + " of functions " + what);
        }
    }
}
