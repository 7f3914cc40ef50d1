package dev.xdpasm.elf;

import dev.xdpasm.btf.BtfType;
import dev.xdpasm.elf.ElfImage.Symbol;
import dev.xdpasm.object.Extern;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the symbols that a file names and does not have. Where each is to be looked for stands in its BTF: the section that
 * lists it, {@code .kconfig} or {@code .ksyms}; what is in neither is another object's.
 */
final class ExternSymbols {
    private final ObjectTypes types;
    private final Map<String, Integer> kconfig;
    private final Map<String, Integer> ksyms;
    private final Map<String, Integer> others = new HashMap<>();

    private ExternSymbols(ObjectTypes types) {
        this.types = types;
        this.kconfig = types.named(types.section(".kconfig"));
        this.ksyms = types.named(types.section(".ksyms"));
        for (int id = 1; id <= types.btf().count(); id++) {
            if (isExtern(types.btf().type(id))) {
                others.putIfAbsent(types.btf().type(id).name(), id);
            }
        }
    }

    private static boolean isExtern(BtfType type) {
        return type instanceof BtfType.Func function && function.linkage() == BtfType.Linkage.EXTERN
                || type instanceof BtfType.Var variable && variable.linkage() == BtfType.Linkage.EXTERN;
    }

    /** {@return the externs of a file, by name} */
    static Map<String, Extern> read(ElfImage image, ObjectTypes types) {
        Map<String, Extern> externs = new LinkedHashMap<>();
        ExternSymbols symbols = null;
        for (Symbol symbol : image.symbols()) {
            if (isExtern(symbol)) {
                symbols = symbols == null ? new ExternSymbols(types) : symbols;
                externs.put(symbol.name(), symbols.extern(symbol));
            }
        }
        return externs;
    }

    /** {@return whether a symbol names what is elsewhere} */
    static boolean isExtern(Symbol symbol) {
        return symbol.section() == 0 && symbol.binding() != Elf.STB_LOCAL && symbol.namesPlace();
    }

    private Extern extern(Symbol symbol) {
        String name = symbol.name();
        boolean weak = symbol.binding() == Elf.STB_WEAK;
        if (kconfig.containsKey(name)) {
            return new Extern(name, Extern.Kind.KCONFIG, kconfig.get(name), weak);
        }
        if (ksyms.containsKey(name)) {
            int type = ksyms.get(name);
            boolean isFunction = types.btf().type(type) instanceof BtfType.Func;
            return new Extern(name, isFunction ? Extern.Kind.KFUNC : Extern.Kind.KSYM, type, weak);
        }
        return new Extern(name, Extern.Kind.OBJECT, others.getOrDefault(name, 0), weak);
    }
}
