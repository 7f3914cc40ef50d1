package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ObjectCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types of kernel modules whose functions and variables one object names, open as long as its programs are loaded: a program
 * names a module's types by their place in a list of descriptors. Linux 5.14.
 */
final class ModuleTypes implements AutoCloseable {
    /** The first place stands for the kernel itself ({@code fd_array} of BPF_PROG_LOAD). */
    private static final int KERNEL = 0;

    private final LoadOptions options;
    private final Map<String, Fd> open = new LinkedHashMap<>();

    ModuleTypes(LoadOptions options) {
        this.options = options;
    }

    /**
     * Something that a module has.
     *
     * @param id its id, behind the kernel's own
     * @param place where the module's types are in {@link #descriptors}
     */
    record Found(int id, int place) {}

    /** {@return a function or variable of the modules that are there now} */
    Optional<Found> find(String name, BtfKind kind) {
        if (options.targetTypes().isPresent()) {
            // another kernel's modules are not known
            return Optional.empty();
        }
        for (String module : KernelTypes.moduleNames()) {
            Optional<Integer> id = BtfIndex.ofModule(module, KernelTypes.get()).find(name, kind);
            if (id.isPresent()) {
                open.computeIfAbsent(module, ModuleTypes::open);
                return Optional.of(new Found(id.get(), List.copyOf(open.keySet()).indexOf(module) + 1));
            }
        }
        return Optional.empty();
    }

    /** {@return the descriptors, those of modules from the second on; none if no module is named} */
    List<Integer> descriptors() {
        if (open.isEmpty()) {
            return List.of();
        }
        List<Integer> all = new ArrayList<>(List.of(KERNEL));
        open.values().forEach(fd -> all.add((int) fd.use(number -> number)));
        return all;
    }

    private static Fd open(String module) {
        int id = BpfBtfInfo.ids().stream()
                .filter(one -> isOf(module, one))
                .findFirst()
                .orElseThrow(() -> new BpfException("the types of module " + module + " are not in the kernel any more"));
        long answer = ObjectCalls.btfById(id);
        if (answer < 0) {
            throw Refusal.bpf(
                    "the types of module " + module + " could not be opened",
                    BpfCommand.BPF_BTF_GET_FD_BY_ID,
                    answer,
                    Capability.CAP_SYS_ADMIN);
        }
        return new Fd((int) answer, "types of module " + module);
    }

    /** Types come and go with programs while one looks. */
    private static boolean isOf(String module, int id) {
        try {
            BpfBtfInfo types = BpfBtfInfo.byId(id);
            return types.ofKernel() && types.name().equals(module);
        } catch (KernelException e) {
            throw e;
        } catch (BpfException e) {
            return false;
        }
    }

    /** Closes the descriptors; programs keep the types. */
    @Override
    public void close() {
        open.values().forEach(Fd::close);
    }
}
