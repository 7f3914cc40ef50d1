package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.Extern;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds in the kernel what an object names without having it, and puts it into the instructions. */
final class Externs {
    /** Where an extern was found. */
    private sealed interface Found {}

    private record InConfig(int offset) implements Found {}

    private record AtAddress(long address) implements Found {}

    private record InTypes(int id) implements Found {}

    private record InModule(ModuleTypes.Found found) implements Found {}

    private record Nowhere() implements Found {}

    private final Map<String, Found> found = new HashMap<>();
    private final Optional<KernelConfig> config;
    private final ModuleTypes modules;

    private Externs(BpfObject object, Supplier<BtfIndex> kernel, ModuleTypes modules) {
        this.modules = modules;
        this.config = KernelConfig.of(object);
        Set<String> untyped = object.externs().stream()
                .filter(extern -> extern.kind() == Extern.Kind.KSYM && !isTyped(object, extern))
                .map(Extern::name)
                .collect(Collectors.toSet());
        Map<String, Long> addresses = untyped.isEmpty() ? Map.of() : KernelSymbols.addresses(untyped);
        for (Extern extern : object.externs()) {
            found.put(extern.name(), find(object, extern, addresses, kernel));
        }
    }

    /**
     * {@return the externs of an object, found}
     *
     * @param kernel the types in which kernel functions and typed variables are looked for
     * @param modules those of its modules, in which they are looked for then
     * @throws BpfException if one that is not weak is missing
     */
    static Externs of(BpfObject object, Supplier<BtfIndex> kernel, ModuleTypes modules) {
        return new Externs(object, kernel, modules);
    }

    /** {@return the configuration values that the object reads, to be made a map} */
    Optional<KernelConfig> config() {
        return config;
    }

    private Found find(BpfObject object, Extern extern, Map<String, Long> addresses, Supplier<BtfIndex> kernel) {
        Optional<Found> place =
                switch (extern.kind()) {
                    case KCONFIG -> config.map(values -> new InConfig(values.offset(extern.name())));
                    case KSYM -> isTyped(object, extern)
                            ? inTypes(extern.name(), BtfKind.VAR, kernel)
                            : Optional.ofNullable(addresses.get(extern.name())).map(AtAddress::new);
                    case KFUNC -> inTypes(extern.name(), BtfKind.FUNC, kernel);
                    case OBJECT -> throw new BpfException("extern " + extern.name()
                            + " is neither the object's nor the kernel's: link it with the object that has it");
                };
        if (place.isEmpty() && !extern.weak()) {
            throw new BpfException("extern " + extern.name() + " is not in the kernel, as a "
                    + (extern.kind() == Extern.Kind.KFUNC ? "function" : "variable")
                    + "; declared __weak, it could be missing");
        }
        return place.orElseGet(Nowhere::new);
    }

    private Optional<Found> inTypes(String name, BtfKind kind, Supplier<BtfIndex> kernel) {
        return kernel.get()
                .find(name, kind)
                .<Found>map(InTypes::new)
                .or(() -> modules.find(name, kind).map(InModule::new));
    }

    /** Without a type, or of type void, a variable is looked for by its address only. */
    private static boolean isTyped(BpfObject object, Extern extern) {
        return object.btf().type(extern.type()) instanceof BtfType.Var variable
                && object.btf().skipModifiers(variable.type()) != 0;
    }

    /**
     * Puts an extern into the instruction at a slot.
     *
     * @param configFd the descriptor of the map of configuration values
     */
    void resolve(long[] words, int slot, String extern, int configFd) {
        Found place = found.getOrDefault(extern, new Nowhere());
        if (!Insn.isWide(words[slot])) {
            // an unknown function is number 0: the kernel takes it where the call is never reached
            int id = place instanceof InTypes known ? known.id() : place instanceof InModule in ? in.found().id() : 0;
            int module = place instanceof InModule in ? in.found().place() : 0;
            words[slot] = Insn.withOff(
                    Insn.withImm(Insn.withSrcReg(words[slot], Opcode.BPF_PSEUDO_KFUNC_CALL), id), (short) module);
            return;
        }
        int addend = Insn.imm(words[slot + 1]);
        if (place instanceof InConfig value) {
            set(words, slot, Opcode.BPF_PSEUDO_MAP_VALUE, configFd, value.offset() + addend);
        } else if (place instanceof AtAddress symbol) {
            long address = symbol.address() + addend;
            set(words, slot, 0, (int) address, (int) (address >>> 32));
        } else if (place instanceof InTypes known) {
            set(words, slot, Opcode.BPF_PSEUDO_BTF_ID, known.id(), 0);
        } else if (place instanceof InModule in) {
            set(words, slot, Opcode.BPF_PSEUDO_BTF_ID, in.found().id(), modules.descriptors().get(in.found().place()));
        } else {
            set(words, slot, 0, 0, 0);
        }
    }

    private static void set(long[] words, int slot, int source, int low, int high) {
        words[slot] = Insn.withImm(Insn.withSrcReg(words[slot], source), low);
        words[slot + 1] = Insn.withImm(words[slot + 1], high);
    }
}
